package dev.millrace.sdk.cli;

import java.util.Locale;

/** A number with at most four digits and a unit, as text that is aligned like a number. */
final class Quantity extends Number {
  private static final long serialVersionUID = 1;
  private static final String[] THOUSANDS = {"", " k", " M", " G", " T", " P", " E"};
  private static final String[] BYTES = {" B", " kB", " MB", " GB", " TB", " PB", " EB"};

  private final long value;
  private final boolean bytes;

  private Quantity(final long value, final boolean bytes) {
    this.value = value;
    this.bytes = bytes;
  }

  static Quantity of(final long value) {
    return new Quantity(value, false);
  }

  static Quantity ofBytes(final long value) {
    return new Quantity(value, true);
  }

  @Override
  public String toString() {
    final String[] units = bytes ? BYTES : THOUSANDS;
    double shown = value;
    int unit = 0;
    while (Math.abs(shown) >= 9999.5) {
      shown /= 1000;
      unit++;
    }
    final boolean whole = unit == 0 || Math.abs(shown) >= 99.95;
    return String.format(Locale.ROOT, whole ? "%.0f%s" : "%.1f%s", shown, units[unit]);
  }

  @Override
  public int intValue() {
    return (int) value;
  }

  @Override
  public long longValue() {
    return value;
  }

  @Override
  public float floatValue() {
    return value;
  }

  @Override
  public double doubleValue() {
    return value;
  }
}
