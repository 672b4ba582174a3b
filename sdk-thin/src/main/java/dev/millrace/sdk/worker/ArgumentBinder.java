package dev.millrace.sdk.worker;

import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.function.Arguments;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.Parameter;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.TypeToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts received constants to parameters: defaults, conversion to the declared type, constraints
 * (clause VGI-6).
 */
final class ArgumentBinder {
  private final Declaration declaration;
  private final Map<String, Object> bound = new LinkedHashMap<>();

  private ArgumentBinder(final Declaration declaration) {
    this.declaration = declaration;
  }

  static Arguments bind(final Declaration declaration, final ReceivedArguments received) {
    return new ArgumentBinder(declaration).bind(received);
  }

  private Arguments bind(final ReceivedArguments received) {
    int next = 0;
    for (final Parameter p : declaration.parameters(Parameter.Role.CONSTANT)) {
      if (p.varargs()) {
        final List<Object> rest = new ArrayList<>();
        while (next < received.positional().size()) {
          rest.add(convert(p, received.positional().get(next++)));
        }
        if (rest.isEmpty() && !p.optional()) {
          throw fails(p, "requires at least 1 value");
        }
        bound.put(p.name(), List.copyOf(rest));
      } else if (next < received.positional().size()) {
        bound.put(p.name(), convert(p, received.positional().get(next++)));
      } else {
        putDefault(p);
      }
    }
    if (next < received.positional().size()) {
      throw VgiErrors.invalid(
          "Function '%s' takes %d constant arguments by position, not %d"
              .formatted(declaration.name(), next, received.positional().size()));
    }
    for (final Parameter p : declaration.parameters(Parameter.Role.NAMED)) {
      final ReceivedArguments.Value value = received.named().get(p.name());
      if (value == null) {
        putDefault(p);
      } else {
        bound.put(p.name(), convert(p, value));
      }
    }
    for (final String name : received.named().keySet()) {
      if (!bound.containsKey(name) || isPositional(name)) {
        throw VgiErrors.invalid(
            "Function '%s' has no named argument '%s'; it has %s"
                .formatted(
                    declaration.name(),
                    name,
                    declaration.parameters(Parameter.Role.NAMED).stream()
                        .map(Parameter::name)
                        .toList()));
      }
    }
    return new Arguments(bound);
  }

  private boolean isPositional(final String name) {
    return declaration.parameters(Parameter.Role.CONSTANT).stream()
        .anyMatch(p -> p.name().equals(name));
  }

  private void putDefault(final Parameter p) {
    final Object value = p.defaultValue().orElseThrow(() -> fails(p, "is missing"));
    bound.put(p.name(), p.any() ? value : convert(value, p.type().type()).orElse(value));
  }

  private Object convert(final Parameter p, final ReceivedArguments.Value received) {
    if (received.value() == null) {
      if (!p.nullable()) {
        throw fails(p, "cannot be NULL");
      }
      return null;
    }
    final Object value =
        p.any()
            ? received.value()
            : convert(received.value(), p.type().type())
                .orElseThrow(
                    () ->
                        fails(
                            p,
                            "must be %s, got %s of type %s"
                                .formatted(
                                    TypeToken.of(p.type()),
                                    shown(received.value()),
                                    TypeToken.of(received.type()))));
    check(p, value);
    return value;
  }

  private void check(final Parameter p, final Object value) {
    if (value instanceof Number number) {
      final String broken = p.bounds().broken(number);
      if (broken != null) {
        throw fails(p, broken + ", got " + value);
      }
    }
    if (!p.choices().isEmpty()
        && p.choices().stream()
            .noneMatch(c -> value.equals(convert(c, p.type().type()).orElse(c)))) {
      throw fails(p, "must be one of the allowed choices " + p.choices() + ", got " + shown(value));
    }
    if (p.pattern() != null && value instanceof String text && !text.matches(p.pattern())) {
      throw fails(p, "must match " + p.pattern() + ", got " + shown(value));
    }
  }

  private static String shown(final Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }

  private RpcException fails(final Parameter p, final String what) {
    return VgiErrors.argument(
        "Argument '%s' of '%s' %s%s"
            .formatted(
                p.name(), declaration.name(), what, p.doc().isEmpty() ? "" : " (" + p.doc() + ")"));
  }

  /** Literals arrive in the type the engine gave them, such as int32 or decimal for a bigint. */
  static Optional<Object> convert(final Object value, final ArrowType type) {
    return switch (type) {
      case ArrowType.Int(int width, boolean signed) ->
          value instanceof Number n ? integer(n, width, signed) : Optional.empty();
      case ArrowType.FloatingPoint _ ->
          value instanceof Number n ? Optional.of(n.doubleValue()) : Optional.empty();
      case ArrowType.Decimal _ ->
          value instanceof Number n ? Optional.of(new BigDecimal(n.toString())) : Optional.empty();
      case ArrowType.Bool _ -> only(Boolean.class, value);
      case ArrowType.Utf8 _ -> only(String.class, value);
      case ArrowType.LargeUtf8 _ -> only(String.class, value);
      case ArrowType.Utf8View _ -> only(String.class, value);
      case ArrowType.Binary _ -> only(byte[].class, value);
      case ArrowType.LargeBinary _ -> only(byte[].class, value);
      case ArrowType.BinaryView _ -> only(byte[].class, value);
      default -> Optional.of(value);
    };
  }

  private static Optional<Object> only(final Class<?> type, final Object value) {
    return type.isInstance(value) ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Object> integer(
      final Number value, final int width, final boolean signed) {
    final BigInteger whole;
    try {
      whole = new BigDecimal(value.toString()).toBigIntegerExact();
    } catch (final ArithmeticException | NumberFormatException e) {
      return Optional.empty(); // a fraction, an infinity or no number
    }
    final boolean fits =
        signed ? whole.bitLength() < width : whole.signum() >= 0 && whole.bitLength() <= width;
    if (!fits) {
      return Optional.empty();
    }
    return Optional.of(whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole);
  }

  /**
   * Tells how well a received type fits a declared one, to choose among overloads.
   *
   * @return 2 for the same type, 1 for one of the same family or any, -1 for none of it
   */
  static int fit(final Field declared, final Field received) {
    if (declared.type() instanceof ArrowType.Null || received.type() instanceof ArrowType.Null) {
      return 1;
    }
    if (declared.type().equals(received.type())) {
      return 2;
    }
    return family(declared.type()).equals(family(received.type())) ? 1 : -1;
  }

  private static String family(final ArrowType type) {
    return switch (type) {
      case ArrowType.Int _ -> "integer";
      case ArrowType.FloatingPoint _ -> "real";
      case ArrowType.Decimal _ -> "real";
      case ArrowType.Utf8 _ -> "text";
      case ArrowType.LargeUtf8 _ -> "text";
      case ArrowType.Utf8View _ -> "text";
      case ArrowType.Binary _ -> "bytes";
      case ArrowType.LargeBinary _ -> "bytes";
      case ArrowType.BinaryView _ -> "bytes";
      case ArrowType.FixedSizeBinary _ -> "bytes";
      case ArrowType.Date _ -> "temporal";
      case ArrowType.Time _ -> "temporal";
      case ArrowType.Timestamp _ -> "temporal";
      default -> type.getClass().getSimpleName();
    };
  }
}
