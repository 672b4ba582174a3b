package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;
import static dev.millrace.codec.build.Le.INT;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.LargeVarBinaryColumn;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.codec.column.ViewBinaryColumn;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Builds a column of byte strings with an offsets buffer ([WRITE-5], [WRITE-11]); the two
 * subclasses differ in the width of the offsets.
 *
 * <p>For hot loops: {@link #reserve} and {@link #reserveBytes}, then write offsets and bytes in
 * place and {@link #setLength}; or write one value at {@link #dataOffset()} {@code + dataLength()}
 * and {@link #commit} it.
 */
public abstract sealed class OffsetBinaryBuilder extends BinaryLikeBuilder
    permits VarBinaryBuilder, LargeVarBinaryBuilder {
  private static final long INT_LIMIT = Integer.MAX_VALUE;

  private final boolean wide;
  private final int shift;
  private final BuilderBuffer offsetsBuffer = new BuilderBuffer();
  private final BuilderBuffer dataBuffer = new BuilderBuffer();
  private List<BuilderBuffer> buffers; // made once: a builder in a segment is released every batch
  private MemorySegment offsets;
  private long offsetsBase;

  /** Values that fit, one offset less than there is room for. */
  private long capacity;

  private MemorySegment data;
  private long dataBase;
  private long dataLimit;
  private long dataLength;
  private boolean adopted;

  OffsetBinaryBuilder(final Field field, final BuilderMemory memory, final boolean wide) {
    super(field, memory);
    this.wide = wide;
    this.shift = wide ? 3 : 2;
    moved();
  }

  @Override
  public final void append(final String value) {
    final long bound = Utf8.bound(value);
    if (bound > dataLimit - dataLength) {
      growForText(value, bound);
    }
    push(Utf8.encode(value, data, dataBase + dataLength));
  }

  @Override
  public final void append(final MemorySegment source, final long offset, final long bytes) {
    if (bytes > dataLimit - dataLength) {
      growData(bytes);
    }
    MemorySegment.copy(source, offset, data, dataBase + dataLength, bytes);
    push(bytes);
  }

  @Override
  public final void append(final byte[] source, final int from, final int bytes) {
    if (bytes > dataLimit - dataLength) {
      growData(bytes);
    }
    MemorySegment.copy(source, from, data, BYTE, dataBase + dataLength, bytes);
    push(bytes);
  }

  @Override
  public final void adopt(final MemorySegment source, final long offset, final long bytes) {
    if (dataLength > 0 || bytes == 0 || !source.isNative()) {
      append(source, offset, bytes);
      return;
    }
    if (!wide && bytes > INT_LIMIT) {
      throw tooLong(bytes + " bytes");
    }
    Objects.checkFromIndexSize(offset, bytes, source.byteSize());
    data = source;
    dataBase = offset;
    dataLimit = bytes; // more bytes go through growData, which takes a copy first
    adopted = true;
    push(bytes);
  }

  /**
   * Takes the bytes that the caller wrote after the last value as the next one.
   *
   * @param bytes how many, within what {@link #reserveBytes} made room for
   */
  public final void commit(final long bytes) {
    if (bytes < 0 || bytes > dataLimit - dataLength) {
      throw new IllegalArgumentException(bytes + " bytes are beyond the reserved room");
    }
    push(bytes);
  }

  private void push(final long bytes) {
    final long slot = length;
    if (slot >= capacity) {
      growOffsets(1);
    }
    dataLength += bytes;
    putOffset(slot + 1, dataLength);
    length = slot + 1;
  }

  private void putOffset(final long index, final long value) {
    if (wide) {
      OffHeap.cast(offsets).set(LONG, offsetsBase + (index << 3), value);
    } else {
      OffHeap.cast(offsets).set(INT, offsetsBase + (index << 2), (int) value);
    }
  }

  private long offsetAt(final long index) {
    return wide
        ? OffHeap.cast(offsets).get(LONG, offsetsBase + (index << 3))
        : OffHeap.cast(offsets).get(INT, offsetsBase + (index << 2));
  }

  /**
   * Makes room for more values, not for their bytes.
   *
   * @param additional how many values beyond the present length
   */
  public final void reserve(final long additional) {
    if (checkCount(additional) > capacity - length) {
      growOffsets(additional);
    }
  }

  /**
   * Makes room for more bytes.
   *
   * @param additional how many bytes beyond {@link #dataLength()}
   * @throws IllegalStateException when 32-bit offsets can't reach that far
   */
  public final void reserveBytes(final long additional) {
    if (checkCount(additional) > dataLimit - dataLength) {
      growData(additional);
    }
  }

  /**
   * Gives the segment of the bytes.
   *
   * @return the segment; after an adoption the adopted one
   */
  public final MemorySegment dataSegment() {
    return data;
  }

  /**
   * Tells where the bytes of slot 0 start.
   *
   * @return byte offset in {@link #dataSegment()}
   */
  public final long dataOffset() {
    return dataBase;
  }

  /**
   * Tells how many bytes all values have so far.
   *
   * @return bytes
   */
  public final long dataLength() {
    return dataLength;
  }

  /**
   * Gives the segment of the offsets, for filling in place after {@link #reserve}.
   *
   * @return the segment
   */
  public final MemorySegment offsetsSegment() {
    return offsets;
  }

  /**
   * Tells where offset 0 is; offsets {@code 0} to {@code length} are little-endian, 32 or 64 bits
   * wide.
   *
   * @return byte offset in {@link #offsetsSegment()}
   */
  public final long offsetsOffset() {
    return offsetsBase;
  }

  /**
   * Declares values as filled in place: offsets 1 to {@code slots} and all bytes are the caller's
   * work (offset 0 is written here). Slots beyond the old length are valid.
   *
   * @param slots new length, within the reserved room
   * @param bytes bytes of all values, equal to the last offset
   */
  public final void setLength(final long slots, final long bytes) {
    if (checkCount(slots) > Math.max(capacity, 0)
        || bytes < 0
        || bytes > Math.max(dataLimit, dataLength)) {
      throw new IllegalArgumentException(
          "length " + slots + " with " + bytes + " bytes beyond the reserved room");
    }
    if (slots > 0 && offsetAt(slots) != bytes) {
      throw new IllegalArgumentException(
          "the last offset is " + offsetAt(slots) + " for " + bytes + " bytes");
    }
    if (slots < length) {
      validity.truncate(slots);
    }
    length = slots;
    dataLength = bytes;
  }

  private void growOffsets(final long additional) {
    final long needed = Math.multiplyExact(Math.addExact(length, additional) + 1, 1L << shift);
    memory.reserve(offsetsBuffer, Math.min(length + 1 << shift, offsetsBuffer.capacity), needed);
    movedOffsets();
  }

  private void growData(final long additional) {
    if (!wide && additional > INT_LIMIT - dataLength) {
      throw tooLong("a total of " + (dataLength + additional) + " bytes");
    }
    if (adopted) {
      final MemorySegment source = data;
      final long from = dataBase;
      adopted = false;
      if (dataBuffer.capacity < dataLength + additional) {
        memory.reserve(dataBuffer, 0, Math.addExact(dataLength, additional));
      }
      MemorySegment.copy(source, from, dataBuffer.segment, dataBuffer.offset, dataLength);
    } else {
      memory.reserve(dataBuffer, dataLength, Math.addExact(dataLength, additional));
    }
    movedData();
  }

  /**
   * Near the end of what 32 bits can address the bound on the encoded length is too coarse to
   * refuse a text.
   */
  private void growForText(final String value, final long bound) {
    if (!wide && bound > INT_LIMIT - dataLength) {
      growData(value.getBytes(StandardCharsets.UTF_8).length);
    } else {
      growData(bound);
    }
  }

  @Override
  final void putNulls(final long count) {
    final long slot = length;
    putEmpty(count);
    validity.appendNulls(slot, count);
  }

  @Override
  final void putEmpty(final long count) {
    reserve(count);
    for (long i = length + 1; i <= length + count; i++) {
      putOffset(i, dataLength);
    }
    length += count;
  }

  @Override
  final void finish(final BufferList out) {
    if (offsetsBuffer.capacity == 0) {
      growOffsets(0);
    }
    putOffset(0, 0);
    out.node(length, validity.nulls());
    validity.finish(out, length);
    out.buffer(offsetsBuffer, length + 1 << shift);
    out.buffer(data, dataBase, dataLength);
  }

  @Override
  final void clear() {
    length = 0;
    dataLength = 0;
    validity.reset();
    if (adopted) {
      adopted = false;
      movedData();
    }
  }

  @Override
  final void moved() {
    movedOffsets();
    movedData();
  }

  private void movedOffsets() {
    offsets = offsetsBuffer.segment;
    offsetsBase = offsetsBuffer.offset;
    capacity = (offsetsBuffer.capacity >> shift) - 1;
  }

  private void movedData() {
    if (!adopted) {
      data = dataBuffer.segment;
      dataBase = dataBuffer.offset;
      dataLimit = wide ? dataBuffer.capacity : Math.min(dataBuffer.capacity, INT_LIMIT);
    }
  }

  @Override
  final List<BuilderBuffer> buffers() {
    if (buffers == null) {
      buffers = List.of(validity.buffer, offsetsBuffer, dataBuffer);
    }
    return buffers;
  }

  @Override
  final boolean hasKeys() {
    return true;
  }

  @Override
  final MemorySegment keySegment(final long slot) {
    return data;
  }

  @Override
  final long keyOffset(final long slot) {
    return dataBase + (slot == 0 ? 0 : offsetAt(slot));
  }

  @Override
  final long keyLength(final long slot) {
    return offsetAt(slot + 1) - (slot == 0 ? 0 : offsetAt(slot));
  }

  @Override
  final void dropLast() {
    dataLength -= keyLength(length - 1);
    length--;
  }

  @Override
  final void putColumn(final Column source, final long from, final long count) {
    final BinaryColumn column = (BinaryColumn) source;
    final long last = from + count - 1;
    final MemorySegment bytes = column.valueSegment(from);
    final long start = column.valueOffset(from);
    final long end = column.valueOffset(last) + column.valueLength(last);
    final long size = end - start;
    if (size < 0) {
      throw new IllegalArgumentException("offsets of " + name() + " descend");
    }
    reserve(count);
    reserveBytes(size);
    MemorySegment.copy(bytes, start, data, dataBase + dataLength, size);
    final long slot = length;
    final long to = offsetsBase + (slot + 1 << shift);
    switch (column) {
      case VarBinaryColumn c -> {
        final long delta = dataLength - (start - c.dataOffset());
        final long at = c.offsetsOffset() + (from + 1 << shift);
        Offsets.copy(false, c.offsets(), at, offsets, to, count, delta);
      }
      case LargeVarBinaryColumn c -> {
        final long delta = dataLength - (start - c.dataOffset());
        final long at = c.offsetsOffset() + (from + 1 << shift);
        Offsets.copy(true, c.offsets(), at, offsets, to, count, delta);
      }
      case ViewBinaryColumn _ -> throw new IllegalArgumentException("views for " + name());
    }
    dataLength += size;
    length += count;
    validity.append(slot, source, from, count);
  }
}
