package dev.millrace.sdk.vgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines compare response schemas exactly: order, names, types and nullability. */
class RecordSchemasTest {

  static List<String> records() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                RecordSchemasTest.class.getResourceAsStream("records-2.2.txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(l -> !l.startsWith("#")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void recordHasTheColumnsOfTheProtocol(final String line) throws ReflectiveOperationException {
    final String name = line.substring(0, line.indexOf(' '));
    final String columns = line.substring(line.indexOf(' ') + 1);
    final Class<?> type = Class.forName("dev.millrace.sdk.vgi." + name);
    assertEquals(columns, token(RecordCodec.of(type.asSubclass(Record.class)).schema()));
  }

  private static String token(final Schema schema) {
    return TypeToken.of(
        Field.required("", new ArrowType.Struct(), schema.fields().toArray(Field[]::new)));
  }
}
