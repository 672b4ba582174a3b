package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.Int32Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;

/**
 * Dates, times, durations and months as the bare count of units in a {@code long} or {@code int}.
 */
final class RawTemporalConverter extends Converter {
  private final boolean wide;

  RawTemporalConverter(final Field field, final boolean wide) {
    super(field);
    this.wide = wide;
  }

  /** Tells the width of a type's count, or 0 when the type is no count. */
  static int countBits(final ArrowType type) {
    return switch (type) {
      case ArrowType.Date t -> t.unit() == ArrowType.DateUnit.DAY ? 32 : 64;
      case ArrowType.Time t -> t.bitWidth();
      case ArrowType.Timestamp t -> 64;
      case ArrowType.Duration t -> 64;
      case ArrowType.Interval t -> t.unit() == ArrowType.IntervalUnit.YEAR_MONTH ? 32 : 0;
      default -> 0;
    };
  }

  @Override
  Object read(final Column column, final long row) {
    final long count = readLong(column, row);
    if (wide) {
      return count;
    }
    return (int) count;
  }

  @Override
  long readLong(final Column column, final long row) {
    if (!column.field().type().equals(field.type())) {
      throw unreadable(column);
    }
    return column instanceof Int64Column c ? c.get(row) : ((Int32Column) column).get(row);
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    writeLong(builder, ((Number) value).longValue());
  }

  @Override
  void writeLong(final ColumnBuilder builder, final long value) {
    if (builder instanceof Int64Builder b) {
      b.append(value);
    } else if (value == (int) value) {
      ((Int32Builder) builder).append((int) value);
    } else {
      throw new ValueException(value + " is no " + Types.describe(field));
    }
  }

  @Override
  Object parse(final String text) {
    final long value = Long.parseLong(text);
    if (wide) {
      return value;
    }
    return Math.toIntExact(value);
  }
}
