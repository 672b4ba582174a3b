package dev.millrace.codec.column;

import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.wire.schema.ArrowType;

/**
 * The columns of a layout, made once and bound to one batch after the other. Who binds must have
 * validated the table at least for structure: binding looks up what the layout promises and checks
 * nothing.
 */
public final class ColumnTree {
  private final Column[] columns;

  /**
   * Makes unbound columns, of length 0.
   *
   * @param layout the layout
   * @param dictionaries where dictionary-encoded columns find their values
   */
  public ColumnTree(
      final BatchLayout layout, final DictionaryColumn.DictionaryValues dictionaries) {
    columns = new Column[layout.rootCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = column(layout.root(i), dictionaries);
    }
  }

  /**
   * Binds every column to a batch. Allocates nothing, except when a view column has more data
   * buffers than ever before.
   *
   * @param table the batch
   */
  public void bind(final BufferTable table) {
    for (final Column column : columns) {
      column.bind(table);
    }
  }

  /**
   * Tells the number of columns.
   *
   * @return top-level columns
   */
  public int size() {
    return columns.length;
  }

  /**
   * Finds a column.
   *
   * @param i position in the schema
   * @return the column
   */
  public Column column(final int i) {
    return columns[i];
  }

  private static Column column(
      final LayoutNode node, final DictionaryColumn.DictionaryValues dictionaries) {
    final Column[] children = new Column[node.childCount()];
    for (int i = 0; i < children.length; i++) {
      children[i] = column(node.child(i), dictionaries);
    }
    return switch (node.kind()) {
      case NULL -> new NullColumn(node);
      case BOOL -> new BoolColumn(node);
      case FIXED -> fixed(node);
      case VAR_BINARY -> new VarBinaryColumn(node);
      case LARGE_VAR_BINARY -> new LargeVarBinaryColumn(node);
      case VIEW_BINARY -> new ViewBinaryColumn(node);
      case LIST -> new ListColumn(node, children[0]);
      case LARGE_LIST -> new LargeListColumn(node, children[0]);
      case LIST_VIEW -> new ListViewColumn(node, children[0]);
      case LARGE_LIST_VIEW -> new LargeListViewColumn(node, children[0]);
      case FIXED_SIZE_LIST -> new FixedSizeListColumn(node, children[0]);
      case STRUCT -> new StructColumn(node, children);
      case MAP -> new MapColumn(node, children[0]);
      case SPARSE_UNION, DENSE_UNION -> new UnionColumn(node, children);
      case DICTIONARY -> new DictionaryColumn(node, dictionaries);
      case RUN_END -> new RunEndColumn(node, children[0], children[1]);
    };
  }

  private static Column fixed(final LayoutNode node) {
    return switch (node.type()) {
      case ArrowType.FloatingPoint(ArrowType.Precision precision) ->
          switch (precision) {
            case HALF -> new Float16Column(node);
            case SINGLE -> new Float32Column(node);
            case DOUBLE -> new Float64Column(node);
          };
      case ArrowType.Decimal _ -> new DecimalColumn(node);
      case ArrowType.FixedSizeBinary _ -> new FixedBinaryColumn(node);
      case ArrowType.Interval(ArrowType.IntervalUnit unit)
          when unit != ArrowType.IntervalUnit.YEAR_MONTH ->
          new IntervalColumn(node);
      default ->
          switch (node.byteWidth()) {
            case 1 -> new Int8Column(node);
            case 2 -> new Int16Column(node);
            case 4 -> new Int32Column(node);
            default -> new Int64Column(node);
          };
    };
  }
}
