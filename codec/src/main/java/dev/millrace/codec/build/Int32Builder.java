package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.INT;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Builds a column of 32-bit integers: int32, uint32, date32, time32, month intervals. */
public final class Int32Builder extends IntegerBuilder {

  Int32Builder(final Field field, final BuilderMemory memory) {
    super(field, memory, Integer.BYTES);
  }

  /**
   * Appends a value.
   *
   * @param value the value, or the bits of an unsigned one
   */
  public void append(final int value) {
    final long slot = length;
    if (slot == capacity) {
      grow(1);
    }
    OffHeap.cast(segment).set(INT, base + slot * Integer.BYTES, value);
    length = slot + 1;
  }

  /**
   * Appends values.
   *
   * @param values the values
   */
  public void append(final int... values) {
    append(values, 0, values.length);
  }

  /**
   * Appends part of an array.
   *
   * @param values array that holds the values
   * @param from position of the first
   * @param count number of values
   */
  public void append(final int[] values, final int from, final int count) {
    reserve(count);
    MemorySegment.copy(values, from, segment, INT, base + length * Integer.BYTES, count);
    length += count;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value
   */
  public void set(final long slot, final int value) {
    Objects.checkIndex(slot, length);
    OffHeap.cast(segment).set(INT, base + slot * Integer.BYTES, value);
    validity.set(slot, true);
  }

  @Override
  void putLong(final long value) {
    append((int) value);
  }
}
