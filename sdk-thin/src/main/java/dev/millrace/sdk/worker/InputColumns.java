package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.Parameter;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the input columns of a scalar call to the parameters that are columns: names stay the
 * client's, types become the declared ones, and the batches are converted on the way in (clause
 * VGI-7). The columns of a table are taken as they come.
 */
final class InputColumns {

  private InputColumns() {}

  /**
   * Tells the columns that the function gets.
   *
   * @param input what the client sends, null for no rows at all
   */
  static Schema of(final VgiFunction function, final Schema input) {
    final String name = function.declaration().name();
    return switch (function) {
      case ScalarFunction _ -> columns(function, input == null ? Schema.EMPTY : input);
      case TableFunction _ -> {
        if (input != null && !input.fields().isEmpty()) {
          throw VgiErrors.invalid("'" + name + "' takes no input rows, but the call has some");
        }
        yield Schema.EMPTY;
      }
      case TableInOutFunction _ -> {
        if (input == null) {
          throw VgiErrors.invalid("'" + name + "' takes a table, but the call has none");
        }
        yield input;
      }
    };
  }

  private static Schema columns(final VgiFunction function, final Schema input) {
    final String name = function.declaration().name();
    final List<Parameter> parameters = function.declaration().parameters(Parameter.Role.COLUMN);
    final boolean repeats = !parameters.isEmpty() && parameters.getLast().varargs();
    final int given = input.fields().size();
    if (given < parameters.size() || !repeats && given > parameters.size()) {
      throw VgiErrors.invalid(
          "Function '%s' takes %s%d columns, got %d"
              .formatted(name, repeats ? "at least " : "", parameters.size(), given));
    }
    final List<Field> columns = new ArrayList<>();
    for (int i = 0; i < given; i++) {
      final Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
      columns.add(column(name, parameter, input.fields().get(i)));
    }
    return new Schema(columns, Metadata.EMPTY);
  }

  private static Field column(final String function, final Parameter parameter, final Field given) {
    if (parameter.any() || TypeToken.of(parameter.type()).equals(TypeToken.of(given))) {
      return given.withNullable(true);
    }
    if (!convertible(given, parameter.type())) {
      throw VgiErrors.argument(
          "Argument '%s' of '%s' must be %s, got a column of %s"
              .formatted(
                  parameter.name(), function, TypeToken.of(parameter.type()), TypeToken.of(given)));
    }
    return parameter.type().withName(given.name());
  }

  private static boolean convertible(final Field from, final Field to) {
    if (from.dictionary() != null || to.dictionary() != null) {
      return false;
    }
    return isNumber(from.type())
        && isNumber(to.type())
        && !(from.type() instanceof ArrowType.FloatingPoint && to.type() instanceof ArrowType.Int);
  }

  private static boolean isNumber(final ArrowType type) {
    return type instanceof ArrowType.Int || type instanceof ArrowType.FloatingPoint;
  }
}
