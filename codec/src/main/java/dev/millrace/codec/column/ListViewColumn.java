package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of lists with int32 offsets and sizes: slots may share values and lie in any order. */
public final class ListViewColumn extends ListLikeColumn {
  private MemorySegment offsets = MemorySegment.NULL;
  private long offsetsOffset;
  private MemorySegment sizes = MemorySegment.NULL;
  private long sizesOffset;

  ListViewColumn(final LayoutNode node, final Column values) {
    super(node.field(), node.index(), values);
  }

  private ListViewColumn(final ListViewColumn source) {
    super(source.field, source.node, source.values);
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.LIST_VIEW);
    final int buffer = table.firstBuffer(node) + 1;
    offsets = table.segment(buffer);
    offsetsOffset = table.offset(buffer);
    sizes = table.segment(buffer + 1);
    sizesOffset = table.offset(buffer + 1);
    values.bind(table);
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final ListViewColumn slice = new ListViewColumn(this);
    slice.sliceFrom(this, offset, count);
    slice.offsets = offsets;
    slice.offsetsOffset = offsetsOffset + (offset << 2);
    slice.sizes = sizes;
    slice.sizesOffset = sizesOffset + (offset << 2);
    return slice;
  }

  private long start(final long i) {
    return OffHeap.cast(offsets)
        .get(LittleEndian.INT, offsetsOffset + (Objects.checkIndex(i, length) << 2));
  }

  @Override
  public long valueStart(final long i) {
    final long start = start(i);
    if (start < 0 || start > values.length()) {
      throw outside("COL-13", "offset " + start + " of " + values.length(), i);
    }
    return start;
  }

  @Override
  public long valueCount(final long i) {
    final long start = start(i);
    final long size = OffHeap.cast(sizes).get(LittleEndian.INT, sizesOffset + (i << 2));
    if (start < 0 || size < 0 || size > values.length() - start) {
      throw outside("COL-13", "offset " + start + " size " + size + " of " + values.length(), i);
    }
    return size;
  }

  /**
   * Tells the memory of the {@code length()} int32 offsets.
   *
   * @return the segment they lie in
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

  /**
   * Tells the memory of the {@code length()} int32 sizes.
   *
   * @return the segment they lie in
   */
  public MemorySegment sizes() {
    return sizes;
  }

  /**
   * Tells where the size of slot 0 lies.
   *
   * @return byte offset in {@link #sizes}
   */
  public long sizesOffset() {
    return sizesOffset;
  }
}
