package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.FLOAT;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Builds a float32 column. */
public final class Float32Builder extends FixedWidthBuilder {

  Float32Builder(final Field field, final BuilderMemory memory) {
    super(field, memory, Float.BYTES);
  }

  /**
   * Appends a value.
   *
   * @param value the value
   */
  public void append(final float value) {
    final long slot = length;
    if (slot == capacity) {
      grow(1);
    }
    OffHeap.cast(segment).set(FLOAT, base + slot * Float.BYTES, value);
    length = slot + 1;
  }

  /**
   * Appends values.
   *
   * @param values the values
   */
  public void append(final float... values) {
    append(values, 0, values.length);
  }

  /**
   * Appends part of an array.
   *
   * @param values array that holds the values
   * @param from position of the first
   * @param count number of values
   */
  public void append(final float[] values, final int from, final int count) {
    reserve(count);
    MemorySegment.copy(values, from, segment, FLOAT, base + length * Float.BYTES, count);
    length += count;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value
   */
  public void set(final long slot, final float value) {
    Objects.checkIndex(slot, length);
    OffHeap.cast(segment).set(FLOAT, base + slot * Float.BYTES, value);
    validity.set(slot, true);
  }
}
