package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A column of text or bytes as 16-byte views: int32 length, then up to 12 bytes of value, or 4
 * bytes of prefix, int32 data buffer number and int32 offset in it.
 */
public final class ViewBinaryColumn extends BinaryColumn {
  /** Longest value that lies in its view. */
  public static final int MAX_INLINE = 12;

  private MemorySegment views = MemorySegment.NULL;
  private long viewsOffset;
  private int dataCount;
  private MemorySegment[] data = new MemorySegment[0];
  private long[] dataOffset = new long[0];
  private long[] dataLength = new long[0];

  ViewBinaryColumn(final LayoutNode node) {
    super(node);
  }

  private ViewBinaryColumn(final Field field, final int node) {
    super(field, node);
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.VIEW_BINARY);
    final int first = table.firstBuffer(node);
    views = table.segment(first + 1);
    viewsOffset = table.offset(first + 1);
    dataCount = table.variadicBuffers(node);
    if (dataCount > data.length) {
      data = new MemorySegment[dataCount];
      dataOffset = new long[dataCount];
      dataLength = new long[dataCount];
    }
    for (int b = 0; b < dataCount; b++) {
      data[b] = table.segment(first + 2 + b);
      dataOffset[b] = table.offset(first + 2 + b);
      dataLength[b] = table.length(first + 2 + b);
    }
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final ViewBinaryColumn slice = new ViewBinaryColumn(field, node);
    slice.sliceFrom(this, offset, count);
    slice.views = views;
    slice.viewsOffset = viewsOffset + (offset << 4);
    slice.dataCount = dataCount;
    slice.data = data.clone();
    slice.dataOffset = dataOffset.clone();
    slice.dataLength = dataLength.clone();
    return slice;
  }

  private long view(final long i) {
    return viewsOffset + (Objects.checkIndex(i, length) << 4);
  }

  /** The data buffer of a value known to be too long for its view. */
  private int buffer(final long view, final long i) {
    final int buffer = OffHeap.cast(views).get(LittleEndian.INT, view + 8);
    if (buffer < 0 || buffer >= dataCount) {
      throw outside("COL-14", "data buffer " + buffer + " of " + dataCount, i);
    }
    return buffer;
  }

  @Override
  public MemorySegment valueSegment(final long i) {
    final long view = view(i);
    return OffHeap.cast(views).get(LittleEndian.INT, view) <= MAX_INLINE
        ? views
        : data[buffer(view, i)];
  }

  @Override
  public long valueOffset(final long i) {
    final long view = view(i);
    final int size = OffHeap.cast(views).get(LittleEndian.INT, view);
    if (size <= MAX_INLINE) {
      return view + 4;
    }
    final int buffer = buffer(view, i);
    final int start = OffHeap.cast(views).get(LittleEndian.INT, view + 12);
    if (start < 0 || start > dataLength[buffer] - size) {
      throw outside("COL-14", start + " + " + size + " bytes of " + dataLength[buffer], i);
    }
    return dataOffset[buffer] + start;
  }

  @Override
  public long valueLength(final long i) {
    final long view = view(i);
    final int size = OffHeap.cast(views).get(LittleEndian.INT, view);
    if (size < 0 || size > MAX_INLINE && size > dataLength[buffer(view, i)]) {
      throw outside("COL-14", "length " + size, i);
    }
    return size;
  }

  /**
   * Tells the memory of the views.
   *
   * @return the segment they lie in
   */
  public MemorySegment views() {
    return views;
  }

  /**
   * Tells where the view of slot 0 lies.
   *
   * @return byte offset in {@link #views}
   */
  public long viewsOffset() {
    return viewsOffset;
  }

  /**
   * Tells the number of data buffers.
   *
   * @return buffers that views may name
   */
  public int dataCount() {
    return dataCount;
  }

  /**
   * Tells the memory of a data buffer.
   *
   * @param buffer its number
   * @return the segment it lies in
   */
  public MemorySegment data(final int buffer) {
    return data[Objects.checkIndex(buffer, dataCount)];
  }

  /**
   * Tells where a data buffer begins.
   *
   * @param buffer its number
   * @return byte offset in its segment
   */
  public long dataOffset(final int buffer) {
    return dataOffset[Objects.checkIndex(buffer, dataCount)];
  }

  /**
   * Tells how long a data buffer is.
   *
   * @param buffer its number
   * @return bytes
   */
  public long dataLength(final int buffer) {
    return dataLength[Objects.checkIndex(buffer, dataCount)];
  }
}
