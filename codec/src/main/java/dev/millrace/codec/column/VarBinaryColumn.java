package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of text or bytes with int32 offsets. */
public final class VarBinaryColumn extends BinaryColumn {
  private MemorySegment offsets = MemorySegment.NULL;
  private long offsetsOffset;
  private MemorySegment data = MemorySegment.NULL;
  private long dataOffset;
  private long dataLength;

  VarBinaryColumn(final LayoutNode node) {
    super(node);
  }

  private VarBinaryColumn(final Field field, final int node) {
    super(field, node);
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.VAR_BINARY);
    final int first = table.firstBuffer(node);
    offsets = table.segment(first + 1);
    offsetsOffset = table.offset(first + 1);
    data = table.segment(first + 2);
    dataOffset = table.offset(first + 2);
    dataLength = table.length(first + 2);
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final VarBinaryColumn slice = new VarBinaryColumn(field, node);
    slice.sliceFrom(this, offset, count);
    slice.offsets = offsets;
    slice.offsetsOffset = offsetsOffset + (offset << 2);
    slice.data = data;
    slice.dataOffset = dataOffset;
    slice.dataLength = dataLength;
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
  public MemorySegment valueSegment(final long i) {
    return data;
  }

  @Override
  public long valueOffset(final long i) {
    final long start = start(i);
    if (start < 0 || start > dataLength) {
      throw outside("COL-11", "offset " + start + " of " + dataLength, i);
    }
    return dataOffset + start;
  }

  @Override
  public long valueLength(final long i) {
    final long start = start(i);
    final long end = end(i);
    if (start < 0 || end < start || end > dataLength) {
      throw outside("COL-11", "offsets " + start + " to " + end + " of " + dataLength, i);
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
   * Tells the memory of the values.
   *
   * @return the segment they lie in
   */
  public MemorySegment data() {
    return data;
  }

  /**
   * Tells where in {@link #data} the byte lies that the offset 0 stands for.
   *
   * @return byte offset in {@link #data}
   */
  public long dataOffset() {
    return dataOffset;
  }

  /**
   * Tells the length of the data buffer, which no offset may exceed.
   *
   * @return bytes
   */
  public long dataLength() {
    return dataLength;
  }
}
