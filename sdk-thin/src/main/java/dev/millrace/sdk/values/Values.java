package dev.millrace.sdk.values;

import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.BoolColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DecimalColumn;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.FixedBinaryColumn;
import dev.millrace.codec.column.Float16Column;
import dev.millrace.codec.column.Float32Column;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int16Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Int8Column;
import dev.millrace.codec.column.IntervalColumn;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.codec.column.MapColumn;
import dev.millrace.codec.column.NullColumn;
import dev.millrace.codec.column.RunEndColumn;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.codec.column.UnionColumn;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of any column as Java objects: Boolean, Long (BigInteger for a uint64 beyond it), Double,
 * BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime, Instant, Duration, {@link
 * Interval}, List, Map (structs by child name), null. What stands behind dictionaries, runs and
 * unions is looked up.
 */
public final class Values {

  private Values() {}

  /**
   * Reads a value.
   *
   * @param column the column
   * @param row the row
   * @return a detached value
   */
  public static Object read(final Column column, final long row) {
    if (column.isLogicalNull(row)) {
      return null;
    }
    return switch (column) {
      case NullColumn _ -> null;
      case BoolColumn c -> c.get(row);
      case Int8Column c -> number(c.field(), c.get(row));
      case Int16Column c -> number(c.field(), c.get(row));
      case Int32Column c -> number(c.field(), c.get(row));
      case Int64Column c -> number(c.field(), c.get(row));
      case Float16Column c -> (double) c.get(row);
      case Float32Column c -> (double) c.get(row);
      case Float64Column c -> c.get(row);
      case DecimalColumn c -> c.get(row);
      case FixedBinaryColumn c -> c.getBytes(row);
      case IntervalColumn c -> interval(c, row);
      case BinaryColumn c -> isText(c.field().type()) ? c.getText(row) : c.getBytes(row);
      case MapColumn c -> map(c, row);
      case ListLikeColumn c -> list(c, row);
      case StructColumn c -> struct(c, row);
      case UnionColumn c -> read(c.child(c.childIndex(row)), c.childRow(row));
      case DictionaryColumn c -> read(c.values(), c.index(row));
      case RunEndColumn c -> read(c.values(), c.runOf(row));
      case Column c -> throw new IllegalStateException("a column of type " + c.field().type());
    };
  }

  private static boolean isText(final ArrowType type) {
    return type instanceof ArrowType.Utf8
        || type instanceof ArrowType.LargeUtf8
        || type instanceof ArrowType.Utf8View;
  }

  /** Gives the bits of an integer slot the meaning of the logical type. */
  private static Object number(final Field field, final long bits) {
    return switch (field.type()) {
      case ArrowType.Int(int width, boolean signed) -> {
        if (signed) {
          yield bits;
        }
        if (width == 64) {
          yield bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
        }
        yield bits & (1L << width) - 1;
      }
      case ArrowType.Date(ArrowType.DateUnit unit) ->
          LocalDate.ofEpochDay(
              unit == ArrowType.DateUnit.DAY
                  ? bits
                  : Math.floorDiv(bits, Duration.ofDays(1).toMillis()));
      case ArrowType.Time(ArrowType.TimeUnit unit) -> LocalTime.MIDNIGHT.plus(bits, chrono(unit));
      case ArrowType.Timestamp(ArrowType.TimeUnit unit, String zone) -> {
        final Instant instant = Instant.EPOCH.plus(bits, chrono(unit));
        yield zone == null ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : instant;
      }
      case ArrowType.Duration(ArrowType.TimeUnit unit) -> Duration.of(bits, chrono(unit));
      case ArrowType.Interval _ -> new Interval((int) bits, 0, 0);
      default -> bits;
    };
  }

  private static ChronoUnit chrono(final ArrowType.TimeUnit unit) {
    return switch (unit) {
      case SECOND -> ChronoUnit.SECONDS;
      case MILLISECOND -> ChronoUnit.MILLIS;
      case MICROSECOND -> ChronoUnit.MICROS;
      case NANOSECOND -> ChronoUnit.NANOS;
    };
  }

  private static Interval interval(final IntervalColumn column, final long row) {
    return column.isMonthDayNano()
        ? new Interval(column.getMonths(row), column.getDays(row), column.getNanos(row))
        : new Interval(0, column.getDays(row), Duration.ofMillis(column.getMillis(row)).toNanos());
  }

  private static List<Object> list(final ListLikeColumn column, final long row) {
    final List<Object> items = new ArrayList<>();
    final long start = column.valueStart(row);
    for (long i = 0; i < column.valueCount(row); i++) {
      items.add(read(column.values(), start + i));
    }
    return items;
  }

  private static Map<Object, Object> map(final MapColumn column, final long row) {
    final Map<Object, Object> entries = new LinkedHashMap<>();
    final long start = column.valueStart(row);
    for (long i = 0; i < column.valueCount(row); i++) {
      entries.put(read(column.keys(), start + i), read(column.items(), start + i));
    }
    return entries;
  }

  private static Map<String, Object> struct(final StructColumn column, final long row) {
    final Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < column.childCount(); i++) {
      final Column child = column.child(i);
      members.put(child.field().name(), read(child, row));
    }
    return members;
  }
}
