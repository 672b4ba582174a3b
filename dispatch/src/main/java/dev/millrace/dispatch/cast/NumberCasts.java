package dev.millrace.dispatch.cast;

import dev.millrace.codec.build.BoolBuilder;
import dev.millrace.codec.build.DecimalBuilder;
import dev.millrace.codec.build.Float16Builder;
import dev.millrace.codec.build.Float32Builder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.IntegerBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.BoolColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DecimalColumn;
import dev.millrace.codec.column.Float16Column;
import dev.millrace.codec.column.Float32Column;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int16Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Int8Column;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.ArrowType.Precision;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Casts to integers, floating point numbers, booleans and decimals, from those and from text.
 * Integers must be in range and floats whole to become integers; an integer must be exact as a
 * float; digits of a decimal are never rounded away. Only a double that becomes a float is rounded,
 * as everyone expects.
 */
final class NumberCasts {
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final int MAX_TEXT = 400;
  private static final BigInteger UINT64_LIMIT = BigInteger.ONE.shiftLeft(64);

  private NumberCasts() {}

  static Cast.OfValue between(final ArrowType from, final ArrowType to) {
    if (!isNumber(from) && !isText(from)) {
      return null;
    }
    return switch (to) {
      case ArrowType.Int(int bits, boolean signed) -> {
        if (from instanceof ArrowType.Int(int fromBits, boolean fromSigned)
            && (fromBits < 64 || fromSigned)
            && (bits < 64 || signed)) {
          yield (source, slot, target) ->
              appendLong((IntegerBuilder) target, integer(source, slot, fromSigned));
        }
        yield (source, slot, target) ->
            appendInteger((IntegerBuilder) target, exact(source, slot, from), bits, signed);
      }
      case ArrowType.FloatingPoint(Precision precision) -> floating(from, precision);
      case ArrowType.Bool() ->
          (source, slot, target) -> ((BoolBuilder) target).append(truth(source, slot, from));
      case ArrowType.Decimal decimal ->
          from instanceof ArrowType.FloatingPoint
              ? null
              : (source, slot, target) ->
                  appendDecimal((DecimalBuilder) target, exact(source, slot, from), decimal);
      default -> null;
    };
  }

  private static boolean isNumber(final ArrowType type) {
    return type instanceof ArrowType.Int
        || type instanceof ArrowType.FloatingPoint
        || type instanceof ArrowType.Bool
        || type instanceof ArrowType.Decimal;
  }

  static boolean isText(final ArrowType type) {
    return type instanceof ArrowType.Utf8
        || type instanceof ArrowType.LargeUtf8
        || type instanceof ArrowType.Utf8View
        || type instanceof ArrowType.Binary
        || type instanceof ArrowType.LargeBinary
        || type instanceof ArrowType.BinaryView;
  }

  /** The value of an integer column; uint64 as its bits. */
  static long integer(final Column source, final long slot, final boolean signed) {
    return switch (source) {
      case Int8Column c -> signed ? c.get(slot) : c.getUnsigned(slot);
      case Int16Column c -> signed ? c.get(slot) : c.getUnsigned(slot);
      case Int32Column c -> signed ? c.get(slot) : c.getUnsigned(slot);
      case Int64Column c -> c.get(slot);
      default -> throw new IllegalArgumentException(source.getClass() + " holds no integers");
    };
  }

  private static double floating(final Column source, final long slot) {
    return switch (source) {
      case Float16Column c -> c.get(slot);
      case Float32Column c -> c.get(slot);
      case Float64Column c -> c.get(slot);
      default -> throw new IllegalArgumentException(source.getClass() + " holds no floats");
    };
  }

  private static void appendLong(final IntegerBuilder target, final long value) {
    try {
      target.appendLong(value);
    } catch (IllegalArgumentException e) {
      throw new CastException(value + " is out of range");
    }
  }

  private static void appendInteger(
      final IntegerBuilder target, final BigDecimal value, final int bits, final boolean signed) {
    final BigInteger whole;
    try {
      whole = value.toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new CastException(value + " is no whole number");
    }
    final boolean fits =
        signed
            ? whole.bitLength() < bits
            : whole.signum() >= 0
                && (bits == 64 ? whole.compareTo(UINT64_LIMIT) < 0 : whole.bitLength() <= bits);
    if (!fits) {
      throw new CastException(whole + " is out of range");
    }
    target.appendLong(whole.longValue());
  }

  private static void appendDecimal(
      final DecimalBuilder target, final BigDecimal value, final ArrowType.Decimal type) {
    try {
      final BigDecimal scaled = value.setScale(type.scale());
      if (scaled.precision() > type.precision()) {
        throw new CastException(value + " has too many digits");
      }
      target.append(scaled);
    } catch (ArithmeticException e) {
      throw new CastException(value + " has too many decimal places");
    }
  }

  /** The exact value of any number, or of a text that is one. */
  private static BigDecimal exact(final Column source, final long slot, final ArrowType from) {
    return switch (from) {
      case ArrowType.Int(_, boolean signed) -> {
        final long value = integer(source, slot, signed);
        yield signed || value >= 0
            ? BigDecimal.valueOf(value)
            : new BigDecimal(Long.toUnsignedString(value));
      }
      case ArrowType.FloatingPoint _ -> {
        final double value = floating(source, slot);
        if (!Double.isFinite(value)) {
          throw new CastException(value + " is no whole number");
        }
        yield new BigDecimal(value);
      }
      case ArrowType.Bool _ -> ((BoolColumn) source).get(slot) ? BigDecimal.ONE : BigDecimal.ZERO;
      case ArrowType.Decimal _ -> ((DecimalColumn) source).get(slot);
      default -> number(text(source, slot));
    };
  }

  private static BigDecimal number(final String text) {
    if (!FLOAT.matcher(text).matches()) {
      throw new CastException("a text that is no number");
    }
    final int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent >= 0 && text.length() - exponent > 6) {
      throw new CastException("a number out of range");
    }
    final BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > MAX_TEXT) {
      throw new CastException("a number out of range");
    }
    return number;
  }

  private static String text(final Column source, final long slot) {
    final BinaryColumn texts = (BinaryColumn) source;
    if (texts.valueLength(slot) > MAX_TEXT) {
      throw new CastException("a text that is no number");
    }
    return texts.getText(slot);
  }

  private static Cast.OfValue floating(final ArrowType from, final Precision precision) {
    final long exact =
        switch (precision) {
          case HALF -> 1L << 11;
          case SINGLE -> 1L << 24;
          case DOUBLE -> 1L << 53;
        };
    return switch (from) {
      case ArrowType.Int(_, boolean signed) ->
          (source, slot, target) -> {
            final long value = integer(source, slot, signed);
            if (value > exact || value < (signed ? -exact : 0)) {
              throw new CastException("an integer that is not exact as a float");
            }
            appendFloat(target, value);
          };
      case ArrowType.FloatingPoint _ ->
          (source, slot, target) -> appendFloat(target, floating(source, slot));
      case ArrowType.Bool _, ArrowType.Decimal _ ->
          (source, slot, target) -> appendFloat(target, exact(source, slot, from).doubleValue());
      default -> (source, slot, target) -> appendFloat(target, floating(text(source, slot)));
    };
  }

  private static double floating(final String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!FLOAT.matcher(text).matches()) {
          throw new CastException("a text that is no number");
        }
        yield Double.parseDouble(text);
      }
    };
  }

  private static void appendFloat(
      final dev.millrace.codec.build.ColumnBuilder target, final double value) {
    switch (target) {
      case Float64Builder b -> b.append(value);
      case Float32Builder b -> b.append((float) value);
      case Float16Builder b -> b.append((float) value);
      default -> throw new IllegalArgumentException(target.getClass() + " takes no floats");
    }
  }

  private static boolean truth(final Column source, final long slot, final ArrowType from) {
    return switch (from) {
      case ArrowType.Int(_, boolean signed) -> integer(source, slot, signed) != 0;
      case ArrowType.FloatingPoint _ -> floating(source, slot) != 0;
      case ArrowType.Decimal _ -> ((DecimalColumn) source).get(slot).signum() != 0;
      case ArrowType.Bool _ -> ((BoolColumn) source).get(slot);
      default ->
          switch (text(source, slot).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new CastException("a text that is no boolean");
          };
    };
  }
}
