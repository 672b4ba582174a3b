package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;
import static dev.millrace.codec.build.Le.INT;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.ViewBinaryColumn;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Builds a utf8_view or binary_view column: 16-byte views, short values inside the view, long ones
 * in data buffers. A full data buffer is never moved; the next one is begun.
 */
public final class ViewBinaryBuilder extends BinaryLikeBuilder {
  private static final int WIDTH = 16;
  private static final int INLINE = 12;
  private static final long FIRST_BLOCK = 32 << 10;
  private static final long LARGEST_BLOCK = 2 << 20;

  private final BuilderBuffer views = new BuilderBuffer();
  private final List<BuilderBuffer> blocks = new ArrayList<>();

  /** What goes out: own blocks and adopted memory, in the order that views number them. */
  private final BufferList data = new BufferList();

  /** Own blocks in use; the last of them is being filled. */
  private int blocksUsed;

  /** Position of the block being filled in {@link #data}, -1 when there is none. */
  private int current = -1;

  private long currentUsed;

  ViewBinaryBuilder(final Field field, final BuilderMemory memory) {
    super(field, memory);
  }

  /**
   * Makes room for more views.
   *
   * @param additional how many values beyond the present length
   */
  public void reserve(final long additional) {
    final long needed = Math.multiplyExact(Math.addExact(length, checkCount(additional)), WIDTH);
    if (needed > views.capacity) {
      memory.reserve(views, length * WIDTH, needed);
    }
  }

  @Override
  public void append(final String value) {
    final long bound = Utf8.bound(value);
    if (bound <= INLINE) {
      reserve(1);
      final long at = views.offset + length * WIDTH;
      clearView(at);
      OffHeap.cast(views.segment).set(INT, at, (int) Utf8.encode(value, views.segment, at + 4));
      length++;
      return;
    }
    if (bound > Integer.MAX_VALUE) {
      append(value.getBytes(StandardCharsets.UTF_8));
      return;
    }
    final BuilderBuffer block = room(bound);
    final long start = block.offset + currentUsed;
    final int bytes = (int) Utf8.encode(value, block.segment, start);
    if (bytes <= INLINE) {
      append(block.segment, start, bytes);
    } else {
      pushCurrent(block, bytes);
    }
  }

  @Override
  public void append(final MemorySegment source, final long offset, final long bytes) {
    if (bytes <= INLINE) {
      reserve(1);
      final long at = views.offset + length * WIDTH;
      clearView(at);
      OffHeap.cast(views.segment).set(INT, at, (int) bytes);
      MemorySegment.copy(source, offset, views.segment, at + 4, bytes);
      length++;
      return;
    }
    final BuilderBuffer block = room(checkLength(bytes));
    MemorySegment.copy(source, offset, block.segment, block.offset + currentUsed, bytes);
    pushCurrent(block, (int) bytes);
  }

  @Override
  public void append(final byte[] source, final int from, final int bytes) {
    if (bytes <= INLINE) {
      reserve(1);
      final long at = views.offset + length * WIDTH;
      clearView(at);
      OffHeap.cast(views.segment).set(INT, at, bytes);
      MemorySegment.copy(source, from, views.segment, BYTE, at + 4, bytes);
      length++;
      return;
    }
    final BuilderBuffer block = room(bytes);
    MemorySegment.copy(source, from, block.segment, BYTE, block.offset + currentUsed, bytes);
    pushCurrent(block, bytes);
  }

  @Override
  public void adopt(final MemorySegment source, final long offset, final long bytes) {
    if (bytes <= INLINE || !source.isNative()) {
      append(source, offset, bytes);
      return;
    }
    Objects.checkFromIndexSize(offset, checkLength(bytes), source.byteSize());
    data.buffer(source, offset, bytes);
    push((int) bytes, data.buffers() - 1, 0, source, offset);
  }

  private long checkLength(final long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw tooLong("a value of " + bytes + " bytes");
    }
    return bytes;
  }

  /** Finds a block with room for a long value: the current one or the next. */
  private BuilderBuffer room(final long bytes) {
    if (current >= 0) {
      final BuilderBuffer block = blocks.get(blocksUsed - 1);
      if (bytes <= Math.min(block.capacity, Integer.MAX_VALUE) - currentUsed) {
        return block;
      }
    }
    final long usual = Math.min(FIRST_BLOCK << Math.min(blocksUsed, 6), LARGEST_BLOCK);
    final BuilderBuffer block = nextBlock(Math.max(bytes, usual));
    current = data.buffers();
    currentUsed = 0;
    data.buffer(block, 0);
    return block;
  }

  private BuilderBuffer nextBlock(final long bytes) {
    if (blocksUsed == blocks.size()) {
      blocks.add(new BuilderBuffer());
    }
    final BuilderBuffer block = blocks.get(blocksUsed++);
    if (block.capacity < bytes) {
      memory.reserve(block, 0, bytes);
    }
    return block;
  }

  private void pushCurrent(final BuilderBuffer block, final int bytes) {
    push(bytes, current, (int) currentUsed, block.segment, block.offset + currentUsed);
    currentUsed += bytes;
    data.setBytes(current, currentUsed);
  }

  private void push(
      final int bytes,
      final int buffer,
      final int offsetInBuffer,
      final MemorySegment source,
      final long offset) {
    reserve(1);
    final long at = views.offset + length * WIDTH;
    OffHeap.cast(views.segment).set(INT, at, bytes);
    OffHeap.cast(views.segment).set(INT, at + 4, source.get(INT, offset));
    OffHeap.cast(views.segment).set(INT, at + 8, buffer);
    OffHeap.cast(views.segment).set(INT, at + 12, offsetInBuffer);
    length++;
  }

  private void clearView(final long at) {
    OffHeap.cast(views.segment).set(LONG, at, 0);
    OffHeap.cast(views.segment).set(LONG, at + 8, 0);
  }

  @Override
  void putNulls(final long count) {
    final long slot = length;
    putEmpty(count);
    validity.appendNulls(slot, count);
  }

  @Override
  void putEmpty(final long count) {
    reserve(count);
    Bits.fillBytes(views.segment, views.offset + length * WIDTH, count * WIDTH, 0);
    length += count;
  }

  @Override
  void finish(final BufferList out) {
    out.node(length, validity.nulls());
    validity.finish(out, length);
    out.buffer(views, length * WIDTH);
    for (int i = 0; i < data.buffers(); i++) {
      out.buffer(data.segment(i), data.offset(i), data.bytes(i));
    }
    out.addVariadic(data.buffers());
  }

  @Override
  void clear() {
    length = 0;
    validity.reset();
    data.clear();
    blocksUsed = 0;
    current = -1;
    currentUsed = 0;
  }

  @Override
  List<BuilderBuffer> buffers() {
    final List<BuilderBuffer> all = new ArrayList<>(blocks);
    all.add(validity.buffer);
    all.add(views);
    return all;
  }

  @Override
  boolean hasKeys() {
    return true;
  }

  @Override
  MemorySegment keySegment(final long slot) {
    return keyLength(slot) <= INLINE ? views.segment : data.segment(bufferOf(slot));
  }

  @Override
  long keyOffset(final long slot) {
    final long at = views.offset + slot * WIDTH;
    return keyLength(slot) <= INLINE
        ? at + 4
        : data.offset(bufferOf(slot)) + OffHeap.cast(views.segment).get(INT, at + 12);
  }

  @Override
  long keyLength(final long slot) {
    return OffHeap.cast(views.segment).get(INT, views.offset + slot * WIDTH);
  }

  private int bufferOf(final long slot) {
    return OffHeap.cast(views.segment).get(INT, views.offset + slot * WIDTH + 8);
  }

  @Override
  void dropLast() {
    length--;
    final long bytes = keyLength(length);
    if (bytes > INLINE && bufferOf(length) == current) {
      currentUsed -= bytes;
      data.setBytes(current, currentUsed);
    }
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    final ViewBinaryColumn column = (ViewBinaryColumn) source;
    final long slot = length;
    reserve(count);
    if (longBytes(column, from, count) <= available(column)) {
      for (long i = from; i < from + count; i++) {
        append(column.valueSegment(i), column.valueOffset(i), column.valueLength(i));
      }
    } else {
      putShared(column, from, count);
    }
    validity.append(slot, source, from, count);
  }

  /** Bytes of the long values of some slots; what null slots hold counts, too. */
  private static long longBytes(final ViewBinaryColumn column, final long from, final long count) {
    long sum = 0;
    for (long i = from; i < from + count; i++) {
      final long bytes = column.valueLength(i);
      sum += bytes > INLINE ? bytes : 0;
    }
    return sum;
  }

  private static long available(final ViewBinaryColumn column) {
    long sum = 0;
    for (int i = 0; i < column.dataCount(); i++) {
      sum += column.dataLength(i);
    }
    return sum;
  }

  /** Copies data buffers whole: views that share bytes would take more room one by one. */
  private void putShared(final ViewBinaryColumn column, final long from, final long count) {
    final int first = data.buffers();
    for (int i = 0; i < column.dataCount(); i++) {
      final long bytes = column.dataLength(i);
      final BuilderBuffer block = nextBlock(bytes);
      MemorySegment.copy(column.data(i), column.dataOffset(i), block.segment, block.offset, bytes);
      data.buffer(block, bytes);
    }
    current = -1;
    for (long i = from; i < from + count; i++) {
      final long bytes = column.valueLength(i);
      if (bytes <= INLINE) {
        append(column.valueSegment(i), column.valueOffset(i), bytes);
      } else {
        final long view = column.viewsOffset() + i * WIDTH;
        final long at = views.offset + length * WIDTH;
        column.valueOffset(i); // checks buffer and offset
        MemorySegment.copy(column.views(), view, views.segment, at, WIDTH);
        OffHeap.cast(views.segment)
            .set(INT, at + 8, OffHeap.cast(views.segment).get(INT, at + 8) + first);
        length++;
      }
    }
  }
}
