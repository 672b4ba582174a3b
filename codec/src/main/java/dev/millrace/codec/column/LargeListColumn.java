package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of lists with int64 offsets. */
public final class LargeListColumn extends ListLikeColumn {
  private MemorySegment offsets = MemorySegment.NULL;
  private long offsetsOffset;

  LargeListColumn(final LayoutNode node, final Column values) {
    super(node.field(), node.index(), values);
  }

  private LargeListColumn(final LargeListColumn source) {
    super(source.field, source.node, source.values);
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.LARGE_LIST);
    final int buffer = table.firstBuffer(node) + 1;
    offsets = table.segment(buffer);
    offsetsOffset = table.offset(buffer);
    values.bind(table);
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final LargeListColumn slice = new LargeListColumn(this);
    slice.sliceFrom(this, offset, count);
    slice.offsets = offsets;
    slice.offsetsOffset = offsetsOffset + (offset << 3);
    return slice;
  }

  private long start(final long i) {
    return OffHeap.cast(offsets)
        .get(LittleEndian.LONG, offsetsOffset + (Objects.checkIndex(i, length) << 3));
  }

  private long end(final long i) {
    return OffHeap.cast(offsets).get(LittleEndian.LONG, offsetsOffset + ((i + 1) << 3));
  }

  @Override
  public long valueStart(final long i) {
    final long start = start(i);
    if (start < 0 || start > values.length()) {
      throw outside("COL-11", "offset " + start + " of " + values.length(), i);
    }
    return start;
  }

  @Override
  public long valueCount(final long i) {
    final long start = start(i);
    final long end = end(i);
    if (start < 0 || end < start || end > values.length()) {
      throw outside("COL-11", "offsets " + start + " to " + end + " of " + values.length(), i);
    }
    return end - start;
  }

  /**
   * Tells the memory of the {@code length() + 1} int64 offsets.
   *
   * @return the segment they lie in; of no meaning in a column of length 0
   */
  public MemorySegment offsets() {
    return offsets;
  }

  /**
   * Tells where the offset of slot 0 lies.
   *
   * @return byte offset in {@link #offsets}
   */
  public long offsetsOffset() {
    return offsetsOffset;
  }
}
