package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.wire.schema.Field;

/** A column of the null type: no buffers, every slot null. */
public final class NullColumn extends Column {
  NullColumn(final LayoutNode node) {
    super(node.field(), node.index());
  }

  private NullColumn(final Field field, final int node) {
    super(field, node);
  }

  @Override
  void bind(final BufferTable table) {
    length = table.nodeLength(node);
    nullCount = length;
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final NullColumn slice = new NullColumn(field, node);
    slice.length = count;
    slice.nullCount = count;
    return slice;
  }
}
