package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.DecimalBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DecimalColumn;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimals in {@code BigDecimal}, always with the declared scale; digits are never cut off. */
final class DecimalConverter extends Converter {
  private final int precision;
  private final int scale;

  DecimalConverter(final Field field) {
    super(field);
    final ArrowType.Decimal type = (ArrowType.Decimal) field.type();
    precision = type.precision();
    scale = type.scale();
  }

  @Override
  Object read(final Column column, final long row) {
    if (column instanceof DecimalColumn c) {
      return scaled(c.get(row));
    }
    throw unreadable(column);
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    ((DecimalBuilder) builder).appendUnscaled(scaled((BigDecimal) value).unscaledValue());
  }

  private BigDecimal scaled(final BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.valueOf(0, scale);
    }
    // Decided before scaling: a scale of a billion, which a peer may declare, must not become a
    // billion digits. A number has fewer trailing zeros than digits.
    final long digits = value.precision();
    final long excess = (long) value.scale() - scale;
    if (digits - excess > precision || excess >= digits) {
      throw misfit(value);
    }
    try {
      return value.setScale(scale, RoundingMode.UNNECESSARY);
    } catch (final ArithmeticException e) {
      throw misfit(value);
    }
  }

  private ValueException misfit(final BigDecimal value) {
    return new ValueException(value + " is no " + Types.describe(field));
  }

  @Override
  Object parse(final String text) {
    return scaled(new BigDecimal(text));
  }
}
