package dev.millrace.dispatch.cast;

import dev.millrace.codec.build.IntegerBuilder;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.TimeUnit;

/**
 * Casts between resolutions of dates, times, timestamps and durations. Coarser is only possible
 * where nothing is cut off, finer where it fits.
 */
final class TemporalCasts {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private TemporalCasts() {}

  static Cast.OfValue between(final ArrowType from, final ArrowType to) {
    final long fromNanos = comparable(from, to) ? nanosPerUnit(from) : 0;
    final long toNanos = nanosPerUnit(to);
    if (fromNanos == 0 || toNanos == 0) {
      return null;
    }
    final boolean finer = fromNanos >= toNanos;
    final long factor = finer ? fromNanos / toNanos : toNanos / fromNanos;
    return (source, slot, target) -> {
      final long value = NumberCasts.integer(source, slot, true);
      try {
        ((IntegerBuilder) target)
            .appendLong(finer ? Math.multiplyExact(value, factor) : whole(value, factor));
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new CastException(value + " is out of range");
      }
    };
  }

  private static long whole(final long value, final long factor) {
    if (value % factor != 0) {
      throw new CastException(value + " would be cut off");
    }
    return value / factor;
  }

  /** Tells whether both count the same thing. */
  private static boolean comparable(final ArrowType from, final ArrowType to) {
    return switch (from) {
      case ArrowType.Date _ ->
          to instanceof ArrowType.Date
              || to instanceof ArrowType.Timestamp(_, String zone) && zone == null;
      case ArrowType.Timestamp(_, String zone) ->
          to instanceof ArrowType.Timestamp(_, String other)
              ? (zone == null) == (other == null)
              : to instanceof ArrowType.Date && zone == null;
      case ArrowType.Time _ -> to instanceof ArrowType.Time;
      case ArrowType.Duration _ -> to instanceof ArrowType.Duration;
      default -> false;
    };
  }

  private static long nanosPerUnit(final ArrowType type) {
    return switch (type) {
      case ArrowType.Date(DateUnit unit) ->
          unit == DateUnit.DAY ? NANOS_PER_DAY : nanos(TimeUnit.MILLISECOND);
      case ArrowType.Timestamp(TimeUnit unit, _) -> nanos(unit);
      case ArrowType.Time(TimeUnit unit) -> nanos(unit);
      case ArrowType.Duration(TimeUnit unit) -> nanos(unit);
      default -> 0;
    };
  }

  private static long nanos(final TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1_000_000_000L;
      case MILLISECOND -> 1_000_000L;
      case MICROSECOND -> 1_000L;
      case NANOSECOND -> 1L;
    };
  }
}
