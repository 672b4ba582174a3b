package dev.millrace.sdk.function;

import java.math.BigDecimal;

/**
 * Limits of a numeric argument.
 *
 * @param least smallest allowed value; null for none
 * @param leastExcluded whether {@code least} itself is not allowed
 * @param most largest allowed value; null for none
 * @param mostExcluded whether {@code most} itself is not allowed
 */
public record Bounds(Number least, boolean leastExcluded, Number most, boolean mostExcluded) {

  /** No limits. */
  public static final Bounds NONE = new Bounds(null, false, null, false);

  /**
   * Tells whether there are no limits.
   *
   * @return true when every value is allowed
   */
  public boolean isEmpty() {
    return least == null && most == null;
  }

  /**
   * Checks a value.
   *
   * @param value the value
   * @return the limit it breaks, such as {@code must be >= 1}; null when it breaks none
   */
  public String broken(final Number value) {
    if (value instanceof Double d && d.isNaN()) {
      return isEmpty() ? null : "must be a number";
    }
    if (least != null) {
      final int order = compare(value, least);
      if (order < 0 || order == 0 && leastExcluded) {
        return "must be " + (leastExcluded ? "> " : ">= ") + least;
      }
    }
    if (most != null) {
      final int order = compare(value, most);
      if (order > 0 || order == 0 && mostExcluded) {
        return "must be " + (mostExcluded ? "< " : "<= ") + most;
      }
    }
    return null;
  }

  private static int compare(final Number a, final Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (isFloating(a) || isFloating(b)) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
  }

  private static boolean isFloating(final Number number) {
    return number instanceof Double || number instanceof Float;
  }

  /** Prints the interval as argument specifications carry it: {@code [0, +inf)}. */
  @Override
  public String toString() {
    return (least == null ? "(-inf" : (leastExcluded ? "(" : "[") + least)
        + ", "
        + (most == null ? "+inf)" : most + (mostExcluded ? ")" : "]"));
  }
}
