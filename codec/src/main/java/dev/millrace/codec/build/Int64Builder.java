package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Builds a column of 64-bit integers: int64, uint64, date64, time64, timestamps, durations. */
public final class Int64Builder extends IntegerBuilder {

  Int64Builder(final Field field, final BuilderMemory memory) {
    super(field, memory, Long.BYTES);
  }

  /**
   * Appends a value.
   *
   * @param value the value, or the bits of an unsigned one
   */
  public void append(final long value) {
    final long slot = length;
    if (slot == capacity) {
      grow(1);
    }
    OffHeap.cast(segment).set(LONG, base + slot * Long.BYTES, value);
    length = slot + 1;
  }

  /**
   * Appends values.
   *
   * @param values the values
   */
  public void append(final long... values) {
    append(values, 0, values.length);
  }

  /**
   * Appends part of an array.
   *
   * @param values array that holds the values
   * @param from position of the first
   * @param count number of values
   */
  public void append(final long[] values, final int from, final int count) {
    reserve(count);
    MemorySegment.copy(values, from, segment, LONG, base + length * Long.BYTES, count);
    length += count;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value
   */
  public void set(final long slot, final long value) {
    Objects.checkIndex(slot, length);
    OffHeap.cast(segment).set(LONG, base + slot * Long.BYTES, value);
    validity.set(slot, true);
  }

  @Override
  void putLong(final long value) {
    append(value);
  }
}
