package dev.millrace.sdk.function;

import java.util.OptionalLong;

/**
 * How many rows a table function expects to produce.
 *
 * @param estimate expected rows
 * @param max rows that will not be exceeded
 */
public record Cardinality(OptionalLong estimate, OptionalLong max) {

  /** Nothing is known. */
  public static final Cardinality UNKNOWN =
      new Cardinality(OptionalLong.empty(), OptionalLong.empty());

  /**
   * Promises a number of rows.
   *
   * @param rows exact number of rows
   * @return estimate and limit in one
   */
  public static Cardinality exactly(final long rows) {
    return new Cardinality(OptionalLong.of(rows), OptionalLong.of(rows));
  }

  /**
   * Guesses a number of rows.
   *
   * @param rows expected number of rows
   * @return an estimate without a limit
   */
  public static Cardinality about(final long rows) {
    return new Cardinality(OptionalLong.of(rows), OptionalLong.empty());
  }
}
