package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.Int32Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.Field;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Dates, times and durations of {@code java.time}, which hold nanoseconds. A column in any unit is
 * read exactly; what is finer than the declared unit is cut off (towards the past) when writing.
 */
abstract class TemporalConverter extends Converter {
  private static final long NANOS = 1_000_000_000;
  private static final long MILLIS_OF_DAY = 86_400_000;

  private TemporalConverter(final Field field) {
    super(field);
  }

  /**
   * Makes the converter of a Java class and an Arrow type, or null when the two don't belong
   * together.
   */
  static Converter of(final Class<?> raw, final Field field) {
    return switch (field.type()) {
      case ArrowType.Date t when raw == LocalDate.class -> new OfDate(field);
      case ArrowType.Time t when raw == LocalTime.class -> new OfTime(field);
      case ArrowType.Duration t when raw == Duration.class -> new OfDuration(field);
      case ArrowType.Timestamp t when raw == Instant.class && t.timezone() != null ->
          new OfInstant(field);
      case ArrowType.Timestamp t when raw == LocalDateTime.class && t.timezone() == null ->
          new OfDateTime(field);
      default -> null;
    };
  }

  abstract Object toValue(ArrowType type, long count);

  abstract long toCount(Object value);

  @Override
  final Object read(final Column column, final long row) {
    final ArrowType type = column.field().type();
    if (type.getClass() != field.type().getClass()) {
      throw unreadable(column);
    }
    final long count =
        switch (column) {
          case Int64Column c -> c.get(row);
          case Int32Column c -> c.get(row);
          default -> throw unreadable(column);
        };
    try {
      return toValue(type, count);
    } catch (final DateTimeException | ArithmeticException e) {
      throw new ValueException(count + " is no " + Types.describe(field));
    }
  }

  @Override
  final void write(final ColumnBuilder builder, final Object value) {
    final long count;
    try {
      count = toCount(value);
    } catch (final ArithmeticException e) {
      throw new ValueException(value + " does not fit " + Types.describe(field));
    }
    if (builder instanceof Int64Builder b) {
      b.append(count);
    } else {
      ((Int32Builder) builder).append((int) count);
    }
  }

  final Object parsed(final String text, final java.util.function.Function<String, Object> how) {
    try {
      return how.apply(text);
    } catch (final DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no " + Types.describe(field), e);
    }
  }

  static long toCount(final long seconds, final int nanos, final TimeUnit unit) {
    final long perSecond = Types.perSecond(unit);
    final long part = nanos / Types.nanos(unit);
    // Counted from the second after, because the second before may not fit where the sum does.
    return seconds < 0 && part > 0
        ? Math.addExact(Math.multiplyExact(seconds + 1, perSecond), part - perSecond)
        : Math.addExact(Math.multiplyExact(seconds, perSecond), part);
  }

  static long seconds(final long count, final TimeUnit unit) {
    return Math.floorDiv(count, Types.perSecond(unit));
  }

  static int nanos(final long count, final TimeUnit unit) {
    return (int) (Math.floorMod(count, Types.perSecond(unit)) * Types.nanos(unit));
  }

  private static final class OfDate extends TemporalConverter {
    private final boolean days;

    OfDate(final Field field) {
      super(field);
      days = ((ArrowType.Date) field.type()).unit() == DateUnit.DAY;
    }

    @Override
    Object toValue(final ArrowType type, final long count) {
      final boolean inDays = ((ArrowType.Date) type).unit() == DateUnit.DAY;
      if (!inDays && count % MILLIS_OF_DAY != 0) {
        throw new ArithmeticException();
      }
      return LocalDate.ofEpochDay(inDays ? count : count / MILLIS_OF_DAY);
    }

    @Override
    long toCount(final Object value) {
      final long day = ((LocalDate) value).toEpochDay();
      return days ? Math.toIntExact(day) : Math.multiplyExact(day, MILLIS_OF_DAY);
    }

    @Override
    Object parse(final String text) {
      return parsed(text, LocalDate::parse);
    }
  }

  private static final class OfTime extends TemporalConverter {
    private final TimeUnit unit;

    OfTime(final Field field) {
      super(field);
      unit = ((ArrowType.Time) field.type()).unit();
    }

    @Override
    Object toValue(final ArrowType type, final long count) {
      final long nanos = Types.nanos(((ArrowType.Time) type).unit());
      return LocalTime.ofNanoOfDay(Math.multiplyExact(count, nanos));
    }

    @Override
    long toCount(final Object value) {
      return ((LocalTime) value).toNanoOfDay() / Types.nanos(unit);
    }

    @Override
    Object parse(final String text) {
      return parsed(text, LocalTime::parse);
    }
  }

  private static final class OfDuration extends TemporalConverter {
    private final TimeUnit unit;

    OfDuration(final Field field) {
      super(field);
      unit = ((ArrowType.Duration) field.type()).unit();
    }

    @Override
    Object toValue(final ArrowType type, final long count) {
      final TimeUnit u = ((ArrowType.Duration) type).unit();
      return Duration.ofSeconds(seconds(count, u), nanos(count, u));
    }

    @Override
    long toCount(final Object value) {
      final Duration duration = (Duration) value;
      return toCount(duration.getSeconds(), duration.getNano(), unit);
    }

    @Override
    Object parse(final String text) {
      return parsed(text, Duration::parse);
    }
  }

  private static final class OfInstant extends TemporalConverter {
    private final TimeUnit unit;

    OfInstant(final Field field) {
      super(field);
      unit = ((ArrowType.Timestamp) field.type()).unit();
    }

    @Override
    Object toValue(final ArrowType type, final long count) {
      final ArrowType.Timestamp t = (ArrowType.Timestamp) type;
      if (t.timezone() == null) {
        throw new ValueException("a timestamp without a zone can't be read as an instant");
      }
      return Instant.ofEpochSecond(seconds(count, t.unit()), nanos(count, t.unit()));
    }

    @Override
    long toCount(final Object value) {
      final Instant instant = (Instant) value;
      return toCount(instant.getEpochSecond(), instant.getNano(), unit);
    }

    @Override
    Object parse(final String text) {
      return parsed(text, Instant::parse);
    }
  }

  private static final class OfDateTime extends TemporalConverter {
    private final TimeUnit unit;

    OfDateTime(final Field field) {
      super(field);
      unit = ((ArrowType.Timestamp) field.type()).unit();
    }

    @Override
    Object toValue(final ArrowType type, final long count) {
      final ArrowType.Timestamp t = (ArrowType.Timestamp) type;
      if (t.timezone() != null) {
        throw new ValueException("an instant can't be read as a date and time without a zone");
      }
      return LocalDateTime.ofEpochSecond(
          seconds(count, t.unit()), nanos(count, t.unit()), ZoneOffset.UTC);
    }

    @Override
    long toCount(final Object value) {
      final LocalDateTime dateTime = (LocalDateTime) value;
      return toCount(dateTime.toEpochSecond(ZoneOffset.UTC), dateTime.getNano(), unit);
    }

    @Override
    Object parse(final String text) {
      return parsed(text, LocalDateTime::parse);
    }
  }
}
