package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.Parameter;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses among functions of one name: by number of arguments, then by their types (clause VGI-7).
 */
final class Overloads {

  private Overloads() {}

  static VgiFunction choose(
      final List<Catalog.Entry> candidates,
      final String name,
      final ReceivedArguments received,
      final Schema input) {
    if (candidates.size() == 1) {
      return candidates.getFirst().function(); // what does not fit is told when it is bound
    }
    final List<VgiFunction> fitting = new ArrayList<>();
    int best = 0;
    for (final Catalog.Entry candidate : candidates) {
      final int score = score(candidate.function(), received, input);
      if (score < 0 || !fitting.isEmpty() && score < best) {
        continue;
      }
      if (score > best) {
        fitting.clear();
      }
      best = score;
      fitting.add(candidate.function());
    }
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw VgiErrors.invalid(
        (fitting.isEmpty() ? "No matching function" : "Ambiguous function call")
            + " '%s' for arguments %s; there are %s"
                .formatted(
                    name,
                    described(received, input),
                    candidates.stream().map(c -> signature(c.function().declaration())).toList()));
  }

  /** Points for arguments that fit, or -1 when one does not. */
  private static int score(
      final VgiFunction function, final ReceivedArguments received, final Schema input) {
    final Declaration declaration = function.declaration();
    for (final String name : received.named().keySet()) {
      if (declaration.parameters(Parameter.Role.NAMED).stream()
          .noneMatch(p -> p.name().equals(name))) {
        return -1;
      }
    }
    for (final Parameter p : declaration.parameters(Parameter.Role.NAMED)) {
      if (!p.optional() && !received.named().containsKey(p.name())) {
        return -1;
      }
    }
    final int constants =
        score(
            declaration.parameters(Parameter.Role.CONSTANT),
            received.positional().stream().map(ReceivedArguments.Value::type).toList());
    final int columns =
        switch (function) {
          case ScalarFunction _ ->
              score(declaration.parameters(Parameter.Role.COLUMN), fields(input));
          case TableFunction _ -> input == null ? 0 : -1;
          case TableInOutFunction _ -> input == null ? -1 : 0;
        };
    return constants < 0 || columns < 0 ? -1 : constants + columns;
  }

  private static List<Field> fields(final Schema input) {
    return input == null ? List.of() : input.fields();
  }

  private static int score(final List<Parameter> parameters, final List<Field> types) {
    final boolean repeats = !parameters.isEmpty() && parameters.getLast().varargs();
    final long required = parameters.stream().filter(p -> !p.optional()).count();
    if (types.size() < required || !repeats && types.size() > parameters.size()) {
      return -1;
    }
    int score = 0;
    for (int i = 0; i < types.size(); i++) {
      final Parameter p = parameters.get(Math.min(i, parameters.size() - 1));
      final int fit = ArgumentBinder.fit(p.type(), types.get(i));
      if (fit < 0) {
        return -1;
      }
      score += fit;
    }
    return score;
  }

  private static String described(final ReceivedArguments received, final Schema input) {
    final List<String> types = new ArrayList<>();
    received.positional().forEach(v -> types.add(TypeToken.of(v.type())));
    received.named().forEach((k, v) -> types.add(k + " := " + TypeToken.of(v.type())));
    fields(input).forEach(f -> types.add(TypeToken.of(f)));
    return types.toString();
  }

  private static String signature(final Declaration declaration) {
    final List<String> parameters =
        ArgumentSpecs.inWireOrder(declaration).stream().map(p -> p.name() + " " + type(p)).toList();
    return declaration.name() + "(" + String.join(", ", parameters) + ")";
  }

  private static String type(final Parameter parameter) {
    if (parameter.role() == Parameter.Role.TABLE) {
      return "table";
    }
    return parameter.any() ? "any" : TypeToken.of(parameter.type());
  }
}
