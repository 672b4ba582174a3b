package dev.millrace.spec.kit.service;

import java.math.BigDecimal;
import java.math.MathContext;

/** Floats as text the way the suite writes them: the shortest digits that give the value back. */
final class PythonFloat {
  private PythonFloat() {}

  /**
   * Writes a float.
   *
   * @param value any value
   * @return plain notation from 1e-4 up to 1e16, with {@code .0} for integers; scientific beyond
   */
  static String text(final double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    // Double.toString has the same shortest digits and differs in where it turns scientific.
    final BigDecimal two = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    // It never writes fewer than two, which matters for the tiniest values only.
    final BigDecimal one = two.round(new MathContext(1));
    final BigDecimal digits = one.doubleValue() == value ? one.stripTrailingZeros() : two;
    final int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      final String plain = digits.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    final String unscaled = digits.unscaledValue().abs().toString();
    final String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
    return "%s%c%se%c%02d"
        .formatted(
            value < 0 ? "-" : "",
            unscaled.charAt(0),
            fraction,
            exponent < 0 ? '-' : '+',
            Math.abs(exponent));
  }
}
