package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A column of maps: lists with int32 offsets of (key, value) structs. {@link #valueStart} and
 * {@link #valueCount} tell the entries of a slot.
 */
public final class MapColumn extends ListLikeColumn {
  private MemorySegment offsets = MemorySegment.NULL;
  private long offsetsOffset;

  MapColumn(final LayoutNode node, final Column values) {
    super(node.field(), node.index(), values);
  }

  private MapColumn(final MapColumn source) {
    super(source.field, source.node, source.values);
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.MAP);
    final int buffer = table.firstBuffer(node) + 1;
    offsets = table.segment(buffer);
    offsetsOffset = table.offset(buffer);
    values.bind(table);
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final MapColumn slice = new MapColumn(this);
    slice.sliceFrom(this, offset, count);
    slice.offsets = offsets;
    slice.offsetsOffset = offsetsOffset + (offset << 2);
    return slice;
  }

  private long start(final long i) {
    return OffHeap.cast(offsets)
        .get(LittleEndian.INT, offsetsOffset + (Objects.checkIndex(i, length) << 2));
  }

  private long end(final long i) {
    return OffHeap.cast(offsets).get(LittleEndian.INT, offsetsOffset + ((i + 1) << 2));
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
   * Tells the memory of the {@code length() + 1} int32 offsets.
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

  /**
   * Tells the entries of all maps.
   *
   * @return struct column of keys and values
   */
  public StructColumn entries() {
    return (StructColumn) values;
  }

  /**
   * Tells the keys of all entries.
   *
   * @return key column
   */
  public Column keys() {
    return values.child(0);
  }

  /**
   * Tells the values of all entries.
   *
   * @return value column
   */
  public Column items() {
    return values.child(1);
  }
}
