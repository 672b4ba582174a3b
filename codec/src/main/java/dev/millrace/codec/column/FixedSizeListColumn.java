package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.schema.ArrowType;
import java.util.Objects;

/** A column of lists of one size: slot {@code i} is values {@code i * listSize()} and on. */
public final class FixedSizeListColumn extends ListLikeColumn {
  private final int listSize;

  FixedSizeListColumn(final LayoutNode node, final Column values) {
    super(node.field(), node.index(), values);
    this.listSize = ((ArrowType.FixedSizeList) node.type()).listSize();
  }

  private FixedSizeListColumn(final FixedSizeListColumn source, final Column values) {
    super(source.field, source.node, values);
    this.listSize = source.listSize;
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.FIXED_SIZE_LIST);
    values.bind(table);
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final FixedSizeListColumn slice =
        new FixedSizeListColumn(this, values.slice(offset * listSize, count * listSize));
    slice.sliceFrom(this, offset, count);
    return slice;
  }

  /**
   * Tells the size of every list.
   *
   * @return values a slot
   */
  public int listSize() {
    return listSize;
  }

  @Override
  public long valueStart(final long i) {
    return Objects.checkIndex(i, length) * listSize;
  }

  @Override
  public long valueCount(final long i) {
    Objects.checkIndex(i, length);
    return listSize;
  }
}
