package dev.millrace.sdk.worker;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.Parameter;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes parameters as clients read them: a schema with a field for each (clause VGI-5). */
final class ArgumentSpecs {

  private ArgumentSpecs() {}

  /** Positional parameters in their order, then named ones by name. */
  static List<Parameter> inWireOrder(final Declaration declaration) {
    final List<Parameter> ordered = new ArrayList<>();
    declaration.parameters().stream()
        .filter(p -> p.role() != Parameter.Role.NAMED)
        .forEach(ordered::add);
    declaration.parameters(Parameter.Role.NAMED).stream()
        .sorted(Comparator.comparing(Parameter::name))
        .forEach(ordered::add);
    return ordered;
  }

  static Schema schema(final VgiFunction function) {
    final boolean scalar = function instanceof ScalarFunction;
    return new Schema(
        inWireOrder(function.declaration()).stream().map(p -> field(p, scalar)).toList(),
        Metadata.EMPTY);
  }

  private static Field field(final Parameter parameter, final boolean scalar) {
    final Metadata.Builder keys = parameter.type().metadata().toBuilder();
    if (parameter.role() == Parameter.Role.NAMED) {
      keys.put("vgi_arg", "named");
    }
    if (parameter.role() == Parameter.Role.TABLE) {
      keys.put("vgi_type", "table");
    } else if (parameter.any()) {
      keys.put("vgi_type", "any");
    }
    if (parameter.varargs()) {
      keys.put("vgi_varargs", "true");
    }
    if (scalar && parameter.role() == Parameter.Role.CONSTANT) {
      keys.put("vgi_const", "true"); // of a table function every argument is a constant
    }
    if (!parameter.doc().isEmpty()) {
      keys.put("vgi_doc", parameter.doc());
    }
    parameter.defaultValue().ifPresent(value -> keys.put("vgi_default", json(value)));
    if (!parameter.choices().isEmpty()) {
      keys.put("vgi_choices", json(parameter.choices()));
    }
    if (!parameter.bounds().isEmpty()) {
      keys.put("vgi_range", parameter.bounds().toString());
    }
    if (parameter.pattern() != null) {
      keys.put("vgi_pattern", parameter.pattern());
    }
    return parameter.type().withName(parameter.name()).withMetadata(keys.build());
  }

  /** A one-row stream of the defaults, or null when there are none. */
  static byte[] defaults(final Declaration declaration) {
    final List<Field> fields = new ArrayList<>();
    final List<Object> row = new ArrayList<>();
    for (final Parameter parameter : inWireOrder(declaration)) {
      if (parameter.optional()) {
        fields.add(parameter.type().withName(parameter.name()));
        row.add(parameter.defaultValue().orElseThrow());
      }
    }
    return fields.isEmpty() ? null : OneRow.write(new Schema(fields, Metadata.EMPTY), row);
  }

  private static String json(final Object value) {
    try {
      return JSON.std.asString(value);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
