package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;

import dev.millrace.codec.column.BoolColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/** Builds a bool column: one bit a value, least significant bit first. */
public final class BoolBuilder extends ColumnBuilder {
  private final BuilderBuffer data = new BuilderBuffer();
  private final Validity validity;

  BoolBuilder(final Field field, final BuilderMemory memory) {
    super(field, memory, List.of());
    this.validity = new Validity(new BuilderBuffer(), memory);
  }

  /**
   * Appends a value.
   *
   * @param value the value
   */
  public void append(final boolean value) {
    final long slot = length;
    reserve(1);
    final long at = data.offset + (slot >>> 3);
    final int bit = (int) (slot & 7);
    // the first bit of a byte writes the whole byte, so that old content never shows
    final int old = bit == 0 ? 0 : OffHeap.cast(data.segment).get(BYTE, at);
    OffHeap.cast(data.segment).set(BYTE, at, (byte) (old & ~(1 << bit) | (value ? 1 << bit : 0)));
    length = slot + 1;
  }

  /**
   * Appends values.
   *
   * @param values the values
   */
  public void append(final boolean... values) {
    reserve(values.length);
    for (final boolean value : values) {
      append(value);
    }
  }

  /**
   * Appends bits.
   *
   * @param bits segment that holds them
   * @param offset byte offset of the bitmap in it
   * @param firstBit number of the first bit in the bitmap
   * @param count number of bits
   */
  public void append(
      final MemorySegment bits, final long offset, final long firstBit, final long count) {
    reserve(count);
    Bits.copy(bits, offset, firstBit, data.segment, data.offset, length, count);
    length += count;
  }

  /**
   * Makes room for more values.
   *
   * @param additional how many values beyond the present length
   */
  public void reserve(final long additional) {
    final long needed = Bits.bytes(Math.addExact(length, checkCount(additional)));
    if (needed > data.capacity) {
      memory.reserve(data, Bits.bytes(length), needed);
    }
  }

  /**
   * Gives the segment to fill in place, after {@link #reserve}.
   *
   * @return the segment that holds the bitmap
   */
  public MemorySegment segment() {
    return data.segment;
  }

  /**
   * Tells where the bitmap starts, slot 0 being bit 0 of its first byte.
   *
   * @return byte offset in {@link #segment()}
   */
  public long dataOffset() {
    return data.offset;
  }

  /**
   * Declares slots as filled in place, or drops slots from the end.
   *
   * @param slots new length, within the reserved room; slots beyond the old length are valid
   */
  public void setLength(final long slots) {
    if (Bits.bytes(checkCount(slots)) > data.capacity) {
      throw new IllegalArgumentException("length " + slots + " beyond the reserved room");
    }
    validity.truncate(Math.min(slots, length));
    length = slots;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value
   */
  public void set(final long slot, final boolean value) {
    Objects.checkIndex(slot, length);
    Bits.set(data.segment, data.offset, slot, value);
    validity.set(slot, true);
  }

  /**
   * Makes a slot null.
   *
   * @param slot which
   */
  public void setNull(final long slot) {
    Objects.checkIndex(slot, length);
    requireNullable();
    Bits.set(data.segment, data.offset, slot, false);
    validity.set(slot, false);
  }

  @Override
  public long nullCount() {
    return validity.nulls();
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
    Bits.fill(data.segment, data.offset, length, length + count, false);
    length += count;
  }

  @Override
  void finish(final BufferList out) {
    out.node(length, validity.nulls());
    validity.finish(out, length);
    final int tail = (int) (length & 7);
    if (tail != 0) {
      final long at = data.offset + (length >>> 3);
      OffHeap.cast(data.segment)
          .set(BYTE, at, (byte) (OffHeap.cast(data.segment).get(BYTE, at) & (1 << tail) - 1));
    }
    out.buffer(data, Bits.bytes(length));
  }

  @Override
  void clear() {
    length = 0;
    validity.reset();
  }

  @Override
  List<BuilderBuffer> buffers() {
    return List.of(validity.buffer, data);
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    final BoolColumn column = (BoolColumn) source;
    final long slot = length;
    append(column.data(), column.dataOffset(), column.dataBit() + from, count);
    validity.append(slot, source, from, count);
  }
}
