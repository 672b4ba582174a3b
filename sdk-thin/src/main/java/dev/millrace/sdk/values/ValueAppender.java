package dev.millrace.sdk.values;

import dev.millrace.codec.build.BinaryLikeBuilder;
import dev.millrace.codec.build.BoolBuilder;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.DecimalBuilder;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.Float32Builder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.IntegerBuilder;
import dev.millrace.codec.build.NullBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Appends Java objects to builders, converting them to the type of the column. */
public final class ValueAppender {

  private ValueAppender() {}

  /**
   * Appends a value.
   *
   * @param builder the column
   * @param value the value, null for NULL
   * @throws IllegalArgumentException if the column can't hold it
   */
  public static void append(final ColumnBuilder builder, final Object value) {
    if (value == null) {
      builder.appendNull();
      return;
    }
    switch (builder) {
      case NullBuilder _ -> throw refused(builder, value);
      case BoolBuilder b when value instanceof Boolean v -> b.append(v);
      case IntegerBuilder b -> b.appendLong(integer(b, value));
      case Float32Builder b when value instanceof Number v -> b.append(v.floatValue());
      case Float64Builder b when value instanceof Number v -> b.append(v.doubleValue());
      case DecimalBuilder b when value instanceof Number v ->
          b.append(v instanceof BigDecimal d ? d : new BigDecimal(v.toString()));
      case BinaryLikeBuilder b when value instanceof String v -> b.append(v);
      case BinaryLikeBuilder b when value instanceof byte[] v -> b.append(v);
      case DictionaryBuilder b when value instanceof String v -> b.append(v);
      case DictionaryBuilder b when value instanceof byte[] v -> b.append(v);
      case StructBuilder b when value instanceof Map<?, ?> v -> {
        for (int i = 0; i < b.childCount(); i++) {
          append(b.child(i), v.get(b.child(i).field().name()));
        }
        b.endValue();
      }
      default -> throw refused(builder, value);
    }
  }

  private static IllegalArgumentException refused(final ColumnBuilder builder, final Object value) {
    final Field field = builder.field();
    return new IllegalArgumentException(
        "column '" + field.name() + "' can't hold a " + value.getClass().getSimpleName());
  }

  private static long integer(final IntegerBuilder builder, final Object value) {
    final ArrowType type = builder.field().type();
    return switch (value) {
      case Long v when type instanceof ArrowType.Int -> v;
      case Integer v when type instanceof ArrowType.Int -> v;
      case Short v when type instanceof ArrowType.Int -> v;
      case Byte v when type instanceof ArrowType.Int -> v;
      case BigInteger v
          when type instanceof ArrowType.Int(int width, boolean signed) && width == 64 -> {
        if (signed ? v.bitLength() > 63 : v.signum() < 0 || v.bitLength() > 64) {
          throw refused(builder, value);
        }
        yield v.longValue();
      }
      case LocalDate v when type instanceof ArrowType.Date(ArrowType.DateUnit unit) ->
          unit == ArrowType.DateUnit.DAY
              ? v.toEpochDay()
              : Math.multiplyExact(v.toEpochDay(), ChronoUnit.DAYS.getDuration().toMillis());
      case Instant v when type instanceof ArrowType.Timestamp(ArrowType.TimeUnit unit, String _) ->
          since(unit, v);
      case LocalDateTime v when type instanceof ArrowType.Timestamp(ArrowType.TimeUnit unit, _) ->
          since(unit, v.toInstant(ZoneOffset.UTC));
      default -> throw refused(builder, value);
    };
  }

  private static long since(final ArrowType.TimeUnit unit, final Instant instant) {
    return switch (unit) {
      case SECOND -> ChronoUnit.SECONDS.between(Instant.EPOCH, instant);
      case MILLISECOND -> ChronoUnit.MILLIS.between(Instant.EPOCH, instant);
      case MICROSECOND -> ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      case NANOSECOND -> ChronoUnit.NANOS.between(Instant.EPOCH, instant);
    };
  }
}
