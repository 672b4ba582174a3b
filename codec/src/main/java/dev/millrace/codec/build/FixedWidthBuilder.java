package dev.millrace.codec.build;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.FixedWidthColumn;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * Builds a column whose values all have the same number of bytes.
 *
 * <p>For hot loops the values are filled in place: {@link #reserve}, then write values at {@link
 * #dataOffset()} {@code + slot * byteWidth()} of {@link #segment()} (little-endian; take both into
 * locals, they stay put until the next reserve), then {@link #setLength}.
 */
public abstract sealed class FixedWidthBuilder extends ColumnBuilder
    permits IntegerBuilder,
        Float16Builder,
        Float32Builder,
        Float64Builder,
        FixedBinaryBuilder,
        DecimalBuilder,
        IntervalBuilder {
  final int width;
  final Validity validity;
  private final BuilderBuffer data = new BuilderBuffer();
  private List<BuilderBuffer> buffers; // made once: a builder in a segment is released every batch

  /** The place of the values, repeated here so that an append is one load away from it. */
  MemorySegment segment;

  long base;

  /** Values that fit. */
  long capacity;

  FixedWidthBuilder(final Field field, final BuilderMemory memory, final int width) {
    super(field, memory, List.of());
    this.width = width;
    this.validity = new Validity(new BuilderBuffer(), memory);
    moved();
  }

  /**
   * Tells the size of a value.
   *
   * @return bytes, 0 for fixed_size_binary of no width
   */
  public final int byteWidth() {
    return width;
  }

  /**
   * Makes room for more values.
   *
   * @param additional how many values beyond the present length
   */
  public final void reserve(final long additional) {
    if (checkCount(additional) > capacity - length) {
      grow(additional);
    }
  }

  final void grow(final long additional) {
    final long needed = Math.multiplyExact(Math.addExact(length, additional), (long) width);
    memory.reserve(data, length * width, needed);
    moved();
  }

  /**
   * Gives the segment to fill in place, after {@link #reserve}.
   *
   * @return the segment that holds the values
   */
  public final MemorySegment segment() {
    return segment;
  }

  /**
   * Tells where slot 0 is.
   *
   * @return byte offset in {@link #segment()}
   */
  public final long dataOffset() {
    return base;
  }

  /**
   * Declares slots as filled in place, or drops slots from the end.
   *
   * @param slots new length, within the reserved room; slots beyond the old length are valid and
   *     hold whatever the caller wrote there (memory is reused: nothing written means old bytes)
   */
  public final void setLength(final long slots) {
    if (checkCount(slots) > capacity) {
      throw new IllegalArgumentException("length " + slots + " beyond the reserved " + capacity);
    }
    if (slots < length) {
      validity.truncate(slots);
    }
    length = slots;
  }

  /**
   * Makes a slot null; its value becomes zero.
   *
   * @param slot which
   */
  public final void setNull(final long slot) {
    Objects.checkIndex(slot, length);
    requireNullable();
    Bits.fillBytes(segment, base + slot * width, width, 0);
    validity.set(slot, false);
  }

  /**
   * Gives slots the validity bits of a bitmap, such as one computed beside an in-place fill; slots
   * after them become valid.
   *
   * @param from first slot
   * @param bits segment that holds the bitmap
   * @param offset byte offset of the bitmap in it
   * @param firstBit number of the first bit
   * @param count number of slots, all within the length
   */
  public final void setValidity(
      final long from,
      final MemorySegment bits,
      final long offset,
      final long firstBit,
      final long count) {
    Objects.checkFromIndexSize(from, count, length);
    if (!field().nullable() && Bits.countZeros(bits, offset, firstBit, count) > 0) {
      requireNullable();
    }
    validity.copy(from, bits, offset, firstBit, count);
  }

  /**
   * Appends values from memory.
   *
   * @param source segment that holds them, little-endian
   * @param offset byte offset of the first
   * @param count number of values
   */
  public final void append(final MemorySegment source, final long offset, final long count) {
    reserve(count);
    MemorySegment.copy(source, offset, segment, base + length * width, count * width);
    length += count;
  }

  @Override
  public final long nullCount() {
    return validity.nulls();
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
    Bits.fillBytes(segment, base + length * width, count * width, 0);
    length += count;
  }

  @Override
  final void finish(final BufferList out) {
    out.node(length, validity.nulls());
    validity.finish(out, length);
    out.buffer(data, length * width);
  }

  @Override
  final void clear() {
    length = 0;
    validity.reset();
  }

  @Override
  final void moved() {
    segment = data.segment;
    base = data.offset;
    capacity = width == 0 ? Long.MAX_VALUE : data.capacity / width;
  }

  @Override
  final List<BuilderBuffer> buffers() {
    if (buffers == null) {
      buffers = List.of(validity.buffer, data);
    }
    return buffers;
  }

  @Override
  final boolean hasKeys() {
    return true;
  }

  @Override
  final MemorySegment keySegment(final long slot) {
    return segment;
  }

  @Override
  final long keyOffset(final long slot) {
    return base + slot * width;
  }

  @Override
  final long keyLength(final long slot) {
    return width;
  }

  @Override
  final void dropLast() {
    length--;
  }

  @Override
  final boolean isNullSlot(final long slot) {
    return validity.isNull(slot);
  }

  @Override
  final void putColumn(final Column source, final long from, final long count) {
    final FixedWidthColumn column = (FixedWidthColumn) source;
    final long slot = length;
    append(column.data(), column.dataOffset() + from * width, count);
    validity.append(slot, source, from, count);
  }
}
