package dev.millrace.sdk.client;

import dev.millrace.sdk.function.Types;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the constants of a call and writes its bind request (clause VGI-6). */
final class CallArguments {
  private final List<Object> positional = new ArrayList<>();
  private final Map<String, Object> named = new LinkedHashMap<>();

  void add(final Object value) {
    positional.add(value);
  }

  void put(final String name, final Object value) {
    named.put(name, value);
  }

  BindRequest request(
      final String function,
      final FunctionType type,
      final byte[] attachData,
      final List<String> schemaPath,
      final Schema input) {
    return new BindRequest(
        function,
        encoded(),
        type,
        input == null ? null : OneRow.writeSchema(input),
        null,
        null,
        attachData,
        null,
        false,
        null,
        null,
        null,
        null,
        schemaPath,
        null);
  }

  private byte[] encoded() {
    final List<Field> members = new ArrayList<>();
    final Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      add(members, values, "positional_" + i, positional.get(i));
    }
    named.forEach((name, value) -> add(members, values, "named_" + name, value));
    final Field args =
        Field.nullable("args", new ArrowType.Struct(), members.toArray(Field[]::new));
    return OneRow.write(Schema.of(args), List.of(values));
  }

  private static void add(
      final List<Field> members,
      final Map<String, Object> values,
      final String name,
      final Object value) {
    members.add(typeOf(value).withName(name));
    values.put(name, value);
  }

  private static Field typeOf(final Object value) {
    return switch (value) {
      case null -> Types.ANY;
      case Boolean _ -> Types.BOOL;
      case Integer _ -> Types.INT32;
      case Long _ -> Types.INT64;
      case Double _ -> Types.FLOAT64;
      case String _ -> Types.UTF8;
      case byte[] _ -> Types.BINARY;
      case LocalDate _ -> Types.DATE;
      case LocalDateTime _ -> Types.TIMESTAMP;
      case Instant _ -> Types.TIMESTAMP_TZ;
      case BigDecimal v -> Types.of("decimal128(38," + v.scale() + ")");
      default -> throw new IllegalArgumentException("no argument type for " + value.getClass());
    };
  }
}
