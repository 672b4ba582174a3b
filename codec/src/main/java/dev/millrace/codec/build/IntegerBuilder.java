package dev.millrace.codec.build;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;

/**
 * Builds a column of integers: signed and unsigned ones, dates, times, timestamps, durations and
 * month intervals, by physical width. Unsigned values are passed as the two's complement bits of
 * the same width.
 */
public abstract sealed class IntegerBuilder extends FixedWidthBuilder
    permits Int8Builder, Int16Builder, Int32Builder, Int64Builder {
  private final boolean unsigned;

  IntegerBuilder(final Field field, final BuilderMemory memory, final int width) {
    super(field, memory, width);
    this.unsigned = field.type() instanceof ArrowType.Int(_, boolean signed) && !signed;
  }

  /**
   * Appends a value of any width after checking that it fits.
   *
   * @param value the value; for uint64 all 64 bits are taken as they are
   * @throws IllegalArgumentException when the type can't hold it
   */
  public final void appendLong(final long value) {
    if (width < Long.BYTES) {
      final int bits = width * Byte.SIZE;
      final long low = unsigned ? 0 : -1L << bits - 1;
      final long high = unsigned ? (1L << bits) - 1 : -low - 1;
      if (value < low || value > high) {
        throw new IllegalArgumentException(value + " is out of the range of " + name());
      }
    }
    putLong(value);
  }

  abstract void putLong(long value);
}
