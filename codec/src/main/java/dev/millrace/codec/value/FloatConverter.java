package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.Float16Builder;
import dev.millrace.codec.build.Float32Builder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.Float16Column;
import dev.millrace.codec.column.Float32Column;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int16Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Int8Column;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;

/** Floating point numbers of the three widths in {@code double} and {@code float}. */
final class FloatConverter extends Converter {
  private final boolean toDouble;
  private final ArrowType.Precision precision;

  FloatConverter(final Field field, final boolean toDouble) {
    super(field);
    this.toDouble = toDouble;
    this.precision = ((ArrowType.FloatingPoint) field.type()).precision();
    if (precision == ArrowType.Precision.DOUBLE && !toDouble) {
      throw new IllegalArgumentException("float64 does not fit a Java float");
    }
  }

  @Override
  Object read(final Column column, final long row) {
    final double value = readDouble(column, row);
    if (toDouble) {
      return value;
    }
    return (float) value;
  }

  @Override
  double readDouble(final Column column, final long row) {
    return switch (column) {
      case Float64Column c -> c.get(row);
      case Float32Column c -> c.get(row);
      case Float16Column c -> c.get(row);
      default -> exact(column, row);
    };
  }

  /** Takes an integer that a double holds exactly. */
  private double exact(final Column column, final long row) {
    if (!(column.field().type() instanceof ArrowType.Int(var bits, var signed))
        || bits == 64 && !signed) {
      throw unreadable(column);
    }
    final long value =
        switch (column) {
          case Int64Column c -> c.get(row);
          case Int32Column c -> signed ? c.get(row) : c.getUnsigned(row);
          case Int16Column c -> signed ? c.get(row) : c.getUnsigned(row);
          case Int8Column c -> signed ? c.get(row) : c.getUnsigned(row);
          default -> throw unreadable(column);
        };
    final long most = toDouble ? 1L << 53 : 1L << 24;
    if (value > most || value < -most) {
      throw new ValueException(value + " is no exact " + Types.describe(field));
    }
    return value;
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    writeDouble(builder, ((Number) value).doubleValue());
  }

  @Override
  void writeDouble(final ColumnBuilder builder, final double value) {
    switch (precision) {
      case DOUBLE -> ((Float64Builder) builder).append(value);
      case SINGLE -> ((Float32Builder) builder).append((float) value);
      case HALF -> ((Float16Builder) builder).append((float) value);
    }
  }

  @Override
  Object parse(final String text) {
    final double value = Double.parseDouble(text);
    if (toDouble) {
      return value;
    }
    return (float) value;
  }
}
