package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Builds an int8 or uint8 column. */
public final class Int8Builder extends IntegerBuilder {

  Int8Builder(final Field field, final BuilderMemory memory) {
    super(field, memory, Byte.BYTES);
  }

  /**
   * Appends a value.
   *
   * @param value the value, or the bits of an unsigned one
   */
  public void append(final byte value) {
    final long slot = length;
    if (slot == capacity) {
      grow(1);
    }
    OffHeap.cast(segment).set(BYTE, base + slot, value);
    length = slot + 1;
  }

  /**
   * Appends values.
   *
   * @param values the values
   */
  public void append(final byte... values) {
    append(values, 0, values.length);
  }

  /**
   * Appends part of an array.
   *
   * @param values array that holds the values
   * @param from position of the first
   * @param count number of values
   */
  public void append(final byte[] values, final int from, final int count) {
    reserve(count);
    MemorySegment.copy(values, from, segment, BYTE, base + length * Byte.BYTES, count);
    length += count;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value
   */
  public void set(final long slot, final byte value) {
    Objects.checkIndex(slot, length);
    OffHeap.cast(segment).set(BYTE, base + slot * Byte.BYTES, value);
    validity.set(slot, true);
  }

  @Override
  void putLong(final long value) {
    append((byte) value);
  }
}
