package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.INT;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.ArrowType.IntervalUnit;
import dev.millrace.wire.schema.Field;

/**
 * Builds a column of day-time or month-day-nano intervals (month intervals are an {@link
 * Int32Builder}).
 */
public final class IntervalBuilder extends FixedWidthBuilder {
  private final IntervalUnit unit;

  IntervalBuilder(final Field field, final BuilderMemory memory, final IntervalUnit unit) {
    super(field, memory, unit == IntervalUnit.DAY_TIME ? 8 : 16);
    this.unit = unit;
  }

  /**
   * Appends a day-time interval.
   *
   * @param days days
   * @param milliseconds milliseconds
   * @throws IllegalArgumentException when the column holds month-day-nano intervals
   */
  public void append(final int days, final int milliseconds) {
    require(IntervalUnit.DAY_TIME);
    reserve(1);
    final long at = base + length * width;
    OffHeap.cast(segment).set(INT, at, days);
    OffHeap.cast(segment).set(INT, at + 4, milliseconds);
    length++;
  }

  /**
   * Appends a month-day-nano interval.
   *
   * @param months months
   * @param days days
   * @param nanoseconds nanoseconds
   * @throws IllegalArgumentException when the column holds day-time intervals
   */
  public void append(final int months, final int days, final long nanoseconds) {
    require(IntervalUnit.MONTH_DAY_NANO);
    reserve(1);
    final long at = base + length * width;
    OffHeap.cast(segment).set(INT, at, months);
    OffHeap.cast(segment).set(INT, at + 4, days);
    OffHeap.cast(segment).set(LONG, at + 8, nanoseconds);
    length++;
  }

  private void require(final IntervalUnit wanted) {
    if (unit != wanted) {
      throw new IllegalArgumentException("a " + wanted + " value for " + name());
    }
  }
}
