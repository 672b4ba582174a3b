package dev.millrace.sdk.function;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is known about the values of a column of a bound table function. An engine believes it: a
 * column whose largest value times its rows fits a long is summed in longs, for instance.
 *
 * @param column name of the column
 * @param min smallest value, of the Java type that {@code OneRow} takes for the column; null when
 *     unknown
 * @param max largest value; null when unknown
 * @param hasNull whether there may be NULLs
 * @param hasNotNull whether there may be values other than NULL
 * @param distinct number of different values; empty when unknown
 */
public record ColumnStatistics(
    String column,
    Object min,
    Object max,
    boolean hasNull,
    boolean hasNotNull,
    OptionalLong distinct) {

  /** Checks the parts. */
  public ColumnStatistics {
    Objects.requireNonNull(column);
    Objects.requireNonNull(distinct);
  }

  /**
   * Tells the range of a column without NULLs.
   *
   * @param column name of the column
   * @param min smallest value
   * @param max largest value
   * @return the statistics, the number of different values left open
   */
  public static ColumnStatistics range(final String column, final Object min, final Object max) {
    return new ColumnStatistics(
        column,
        Objects.requireNonNull(min),
        Objects.requireNonNull(max),
        false,
        true,
        OptionalLong.empty());
  }

  /**
   * Tells that all values differ.
   *
   * @param count how many there are
   * @return the same statistics with that number
   */
  public ColumnStatistics distinct(final long count) {
    return new ColumnStatistics(column, min, max, hasNull, hasNotNull, OptionalLong.of(count));
  }
}
