package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.DOUBLE;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Builds a float64 column. */
public final class Float64Builder extends FixedWidthBuilder {

  Float64Builder(final Field field, final BuilderMemory memory) {
    super(field, memory, Double.BYTES);
  }

  /**
   * Appends a value.
   *
   * @param value the value
   */
  public void append(final double value) {
    final long slot = length;
    if (slot == capacity) {
      grow(1);
    }
    OffHeap.cast(segment).set(DOUBLE, base + slot * Double.BYTES, value);
    length = slot + 1;
  }

  /**
   * Appends values.
   *
   * @param values the values
   */
  public void append(final double... values) {
    append(values, 0, values.length);
  }

  /**
   * Appends part of an array.
   *
   * @param values array that holds the values
   * @param from position of the first
   * @param count number of values
   */
  public void append(final double[] values, final int from, final int count) {
    reserve(count);
    MemorySegment.copy(values, from, segment, DOUBLE, base + length * Double.BYTES, count);
    length += count;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value
   */
  public void set(final long slot, final double value) {
    Objects.checkIndex(slot, length);
    OffHeap.cast(segment).set(DOUBLE, base + slot * Double.BYTES, value);
    validity.set(slot, true);
  }
}
