package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.Int16Builder;
import dev.millrace.codec.build.Int32Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.Int8Builder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.Int16Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Int8Column;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;

/**
 * Integers of every width in {@code long}, {@code int}, {@code short} and {@code byte}. An unsigned
 * type that is as wide as the Java type is carried bit by bit; in a wider Java type it has its
 * value. Columns of other widths are read when the value fits [VAL-8].
 */
final class IntegerConverter extends Converter {
  private final int javaBits;
  private final int bits;
  private final boolean signed;

  IntegerConverter(final Field field, final int javaBits) {
    super(field);
    final ArrowType.Int type = (ArrowType.Int) field.type();
    this.javaBits = javaBits;
    this.bits = type.bitWidth();
    this.signed = type.signed();
    if (javaBits < bits) {
      throw new IllegalArgumentException(
          Types.describe(field) + " does not fit a Java integer of " + javaBits + " bits");
    }
  }

  @Override
  Object read(final Column column, final long row) {
    return box(readLong(column, row));
  }

  @Override
  long readLong(final Column column, final long row) {
    return checked(value(column, row), isUnsigned64(column));
  }

  private long value(final Column column, final long row) {
    if (!(column.field().type() instanceof ArrowType.Int type)) {
      throw unreadable(column);
    }
    return switch (column) {
      case Int64Column c -> c.get(row);
      case Int32Column c -> type.signed() ? c.get(row) : c.getUnsigned(row);
      case Int16Column c -> type.signed() ? c.get(row) : c.getUnsigned(row);
      case Int8Column c -> type.signed() ? c.get(row) : c.getUnsigned(row);
      default -> throw unreadable(column);
    };
  }

  private static boolean isUnsigned64(final Column column) {
    return column instanceof Int64Column && !((ArrowType.Int) column.field().type()).signed();
  }

  /**
   * Checks that a number is one of the declared type; negative and unsigned means 2^63 and more.
   */
  private long checked(final long value, final boolean unsigned) {
    final boolean huge = unsigned && value < 0;
    final boolean fits;
    if (signed) {
      fits = !huge && value >= -1L << bits - 1 && value <= (1L << bits - 1) - 1;
    } else {
      fits = bits == 64 ? huge || value >= 0 : !huge && value >= 0 && value >>> bits == 0;
    }
    if (!fits) {
      throw new ValueException(
          (unsigned ? Long.toUnsignedString(value) : Long.toString(value))
              + " is no "
              + Types.describe(field));
    }
    return value;
  }

  private Object box(final long value) {
    return switch (javaBits) {
      case 64 -> value;
      case 32 -> (int) value;
      case 16 -> (short) value;
      default -> (byte) value;
    };
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    writeLong(builder, ((Number) value).longValue());
  }

  @Override
  void writeLong(final ColumnBuilder builder, final long value) {
    if (bits < javaBits) {
      checked(value, false);
    }
    switch (bits) {
      case 64 -> ((Int64Builder) builder).append(value);
      case 32 -> ((Int32Builder) builder).append((int) value);
      case 16 -> ((Int16Builder) builder).append((short) value);
      default -> ((Int8Builder) builder).append((byte) value);
    }
  }

  @Override
  Object parse(final String text) {
    return box(
        signed || bits < 64 ? checked(Long.parseLong(text), false) : Long.parseUnsignedLong(text));
  }
}
