package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.SHORT;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Builds an int16 or uint16 column. */
public final class Int16Builder extends IntegerBuilder {

  Int16Builder(final Field field, final BuilderMemory memory) {
    super(field, memory, Short.BYTES);
  }

  /**
   * Appends a value.
   *
   * @param value the value, or the bits of an unsigned one
   */
  public void append(final short value) {
    final long slot = length;
    if (slot == capacity) {
      grow(1);
    }
    OffHeap.cast(segment).set(SHORT, base + slot * Short.BYTES, value);
    length = slot + 1;
  }

  /**
   * Appends values.
   *
   * @param values the values
   */
  public void append(final short... values) {
    append(values, 0, values.length);
  }

  /**
   * Appends part of an array.
   *
   * @param values array that holds the values
   * @param from position of the first
   * @param count number of values
   */
  public void append(final short[] values, final int from, final int count) {
    reserve(count);
    MemorySegment.copy(values, from, segment, SHORT, base + length * Short.BYTES, count);
    length += count;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value
   */
  public void set(final long slot, final short value) {
    Objects.checkIndex(slot, length);
    OffHeap.cast(segment).set(SHORT, base + slot * Short.BYTES, value);
    validity.set(slot, true);
  }

  @Override
  void putLong(final long value) {
    append((short) value);
  }
}
