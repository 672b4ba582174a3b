package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.SHORT;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.util.Objects;

/** Builds a float16 column. */
public final class Float16Builder extends FixedWidthBuilder {

  Float16Builder(final Field field, final BuilderMemory memory) {
    super(field, memory, Short.BYTES);
  }

  /**
   * Appends a value, rounded to the nearest float16.
   *
   * @param value the value
   */
  public void append(final float value) {
    appendBits(Float.floatToFloat16(value));
  }

  /**
   * Appends a value by its bits.
   *
   * @param bits IEEE 754 binary16
   */
  public void appendBits(final short bits) {
    final long slot = length;
    if (slot == capacity) {
      grow(1);
    }
    OffHeap.cast(segment).set(SHORT, base + slot * Short.BYTES, bits);
    length = slot + 1;
  }

  /**
   * Replaces a value and makes the slot valid.
   *
   * @param slot which
   * @param value the value, rounded to the nearest float16
   */
  public void set(final long slot, final float value) {
    Objects.checkIndex(slot, length);
    OffHeap.cast(segment).set(SHORT, base + slot * Short.BYTES, Float.floatToFloat16(value));
    validity.set(slot, true);
  }
}
