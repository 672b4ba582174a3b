package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.PhysicalKind;

/** A column of structs. Slot {@code i} of the struct is slot {@code i} of every child. */
public final class StructColumn extends Column {
  private final Column[] children;

  StructColumn(final LayoutNode node, final Column[] children) {
    super(node.field(), node.index());
    this.children = children;
  }

  private StructColumn(final StructColumn source, final Column[] children) {
    super(source.field, source.node);
    this.children = children;
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.STRUCT);
    for (final Column child : children) {
      child.bind(table);
    }
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final Column[] cut = new Column[children.length];
    for (int c = 0; c < cut.length; c++) {
      cut[c] = children[c].slice(offset, count);
    }
    final StructColumn slice = new StructColumn(this, cut);
    slice.sliceFrom(this, offset, count);
    return slice;
  }

  @Override
  public int childCount() {
    return children.length;
  }

  @Override
  public Column child(final int i) {
    return children[i];
  }

  /**
   * Finds a child by the name of its field.
   *
   * @param name field name
   * @return the first child of that name, or null
   */
  public Column child(final String name) {
    for (final Column child : children) {
      if (child.field().name().equals(name)) {
        return child;
      }
    }
    return null;
  }
}
