package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.util.Objects;

/**
 * A column of calendar intervals of several parts: (days, milliseconds) in 8 bytes, or (months,
 * days, nanoseconds) in 16. Intervals in months alone are an {@link Int32Column}.
 */
public final class IntervalColumn extends FixedWidthColumn {
  IntervalColumn(final LayoutNode node) {
    super(node);
  }

  private IntervalColumn(final Field field, final int node, final int byteWidth) {
    super(field, node, byteWidth);
  }

  @Override
  FixedWidthColumn unbound() {
    return new IntervalColumn(field, node, byteWidth);
  }

  /**
   * Tells which of the two forms this is.
   *
   * @return true for (months, days, nanoseconds)
   */
  public boolean isMonthDayNano() {
    return byteWidth == 16;
  }

  /**
   * Reads the months.
   *
   * @param i row
   * @return months; 0 for (days, milliseconds)
   */
  public int getMonths(final long i) {
    final long at = at(i);
    return isMonthDayNano() ? OffHeap.cast(data).get(LittleEndian.INT, at) : 0;
  }

  /**
   * Reads the days.
   *
   * @param i row
   * @return days
   */
  public int getDays(final long i) {
    return OffHeap.cast(data).get(LittleEndian.INT, isMonthDayNano() ? at(i) + 4 : at(i));
  }

  /**
   * Reads the part below a day.
   *
   * @param i row
   * @return nanoseconds; for (days, milliseconds) the milliseconds in nanoseconds
   */
  public long getNanos(final long i) {
    final long at = at(i);
    return isMonthDayNano()
        ? OffHeap.cast(data).get(LittleEndian.LONG, at + 8)
        : OffHeap.cast(data).get(LittleEndian.INT, at + 4) * 1_000_000L;
  }

  /**
   * Reads the milliseconds of a (days, milliseconds) interval.
   *
   * @param i row
   * @return milliseconds
   */
  public int getMillis(final long i) {
    if (isMonthDayNano()) {
      throw new IllegalStateException("an interval of months, days and nanoseconds");
    }
    return OffHeap.cast(data).get(LittleEndian.INT, at(i) + 4);
  }

  private long at(final long i) {
    return dataOffset + Objects.checkIndex(i, length) * byteWidth;
  }
}
