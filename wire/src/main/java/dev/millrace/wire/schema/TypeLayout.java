package dev.millrace.wire.schema;

import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.UnionMode;
import java.util.List;

/**
 * The physical layout of a column: which buffers it has of its own in an IPC body, in their order.
 * Children follow in pre-order with layouts of their own.
 *
 * <p>Metadata version 5 layouts: a union has no validity buffer. Instances are shared and
 * immutable.
 */
public final class TypeLayout {
  /** {@link #byteWidth()} of a column whose values have no fixed width. */
  public static final int NO_WIDTH = -1;

  private static final TypeLayout NONE = new TypeLayout(NO_WIDTH, false, false);
  private static final TypeLayout BIT =
      new TypeLayout(0, true, false, BufferKind.VALIDITY, BufferKind.DATA);
  private static final TypeLayout VALIDITY_ONLY =
      new TypeLayout(NO_WIDTH, false, false, BufferKind.VALIDITY);
  private static final TypeLayout BINARY =
      new TypeLayout(
          NO_WIDTH, false, false, BufferKind.VALIDITY, BufferKind.OFFSETS32, BufferKind.DATA);
  private static final TypeLayout LARGE_BINARY =
      new TypeLayout(
          NO_WIDTH, false, false, BufferKind.VALIDITY, BufferKind.OFFSETS64, BufferKind.DATA);
  private static final TypeLayout VIEW =
      new TypeLayout(NO_WIDTH, false, true, BufferKind.VALIDITY, BufferKind.VIEWS);
  private static final TypeLayout LIST =
      new TypeLayout(NO_WIDTH, false, false, BufferKind.VALIDITY, BufferKind.OFFSETS32);
  private static final TypeLayout LARGE_LIST =
      new TypeLayout(NO_WIDTH, false, false, BufferKind.VALIDITY, BufferKind.OFFSETS64);
  private static final TypeLayout LIST_VIEW =
      new TypeLayout(
          NO_WIDTH, false, false, BufferKind.VALIDITY, BufferKind.OFFSETS32, BufferKind.SIZES32);
  private static final TypeLayout LARGE_LIST_VIEW =
      new TypeLayout(
          NO_WIDTH, false, false, BufferKind.VALIDITY, BufferKind.OFFSETS64, BufferKind.SIZES64);
  private static final TypeLayout SPARSE_UNION =
      new TypeLayout(NO_WIDTH, false, false, BufferKind.TYPE_IDS);
  private static final TypeLayout DENSE_UNION =
      new TypeLayout(NO_WIDTH, false, false, BufferKind.TYPE_IDS, BufferKind.UNION_OFFSETS);

  private final int byteWidth;
  private final boolean bitPacked;
  private final boolean variadic;
  private final List<BufferKind> buffers;

  private TypeLayout(
      final int byteWidth,
      final boolean bitPacked,
      final boolean variadic,
      final BufferKind... buffers) {
    this.byteWidth = byteWidth;
    this.bitPacked = bitPacked;
    this.variadic = variadic;
    this.buffers = List.of(buffers);
  }

  /**
   * Finds the layout of a column.
   *
   * @param field the column; a dictionary-encoded one has the layout of its index type
   * @return its layout
   */
  public static TypeLayout of(final Field field) {
    return field.dictionary() == null ? of(field.type()) : of(field.dictionary().indexType());
  }

  /**
   * Finds the layout of a type, not dictionary-encoded.
   *
   * @param type the type
   * @return its layout
   */
  public static TypeLayout of(final ArrowType type) {
    return switch (type) {
      case ArrowType.Null _, ArrowType.RunEndEncoded _ -> NONE;
      case ArrowType.Bool _ -> BIT;
      case ArrowType.Int t -> fixed(t.bitWidth() >> 3);
      case ArrowType.FloatingPoint t ->
          fixed(
              switch (t.precision()) {
                case HALF -> 2;
                case SINGLE -> 4;
                case DOUBLE -> 8;
              });
      case ArrowType.Decimal t -> fixed(t.bitWidth() >> 3);
      case ArrowType.Date t -> fixed(t.unit() == DateUnit.DAY ? 4 : 8);
      case ArrowType.Time t -> fixed(t.bitWidth() >> 3);
      case ArrowType.Timestamp _, ArrowType.Duration _ -> fixed(8);
      case ArrowType.Interval t ->
          fixed(
              switch (t.unit()) {
                case YEAR_MONTH -> 4;
                case DAY_TIME -> 8;
                case MONTH_DAY_NANO -> 16;
              });
      case ArrowType.FixedSizeBinary t -> fixed(t.byteWidth());
      case ArrowType.Utf8 _, ArrowType.Binary _ -> BINARY;
      case ArrowType.LargeUtf8 _, ArrowType.LargeBinary _ -> LARGE_BINARY;
      case ArrowType.Utf8View _, ArrowType.BinaryView _ -> VIEW;
      case ArrowType.List _, ArrowType.Map _ -> LIST;
      case ArrowType.LargeList _ -> LARGE_LIST;
      case ArrowType.ListView _ -> LIST_VIEW;
      case ArrowType.LargeListView _ -> LARGE_LIST_VIEW;
      case ArrowType.FixedSizeList _, ArrowType.Struct _ -> VALIDITY_ONLY;
      case ArrowType.Union t -> t.mode() == UnionMode.SPARSE ? SPARSE_UNION : DENSE_UNION;
    };
  }

  private static TypeLayout fixed(final int byteWidth) {
    return new TypeLayout(byteWidth, false, false, BufferKind.VALIDITY, BufferKind.DATA);
  }

  /**
   * Tells whether the column has a validity bitmap (which may still be absent, that is of length 0,
   * in a batch).
   *
   * @return false for null, union and run-end encoded columns
   */
  public boolean hasValidity() {
    return !buffers.isEmpty() && buffers.getFirst() == BufferKind.VALIDITY;
  }

  /**
   * Lists the column's own buffers in the order of the IPC body, without the data buffers of views,
   * whose number each batch states.
   *
   * @return an immutable list
   */
  public List<BufferKind> buffers() {
    return buffers;
  }

  /**
   * Tells whether each batch states how many data buffers follow the fixed ones.
   *
   * @return true for binary and text views
   */
  public boolean variadic() {
    return variadic;
  }

  /**
   * Tells the width of a value in the {@link BufferKind#DATA} buffer.
   *
   * @return width in bytes; 0 for bit-packed booleans (see {@link #bitPacked()}) and for fixed-size
   *     binary of width 0; {@link #NO_WIDTH} where values have no fixed width
   */
  public int byteWidth() {
    return byteWidth;
  }

  /**
   * Tells whether values are single bits.
   *
   * @return true for booleans
   */
  public boolean bitPacked() {
    return bitPacked;
  }
}
