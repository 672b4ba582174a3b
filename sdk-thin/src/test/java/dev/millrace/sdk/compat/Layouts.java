package dev.millrace.sdk.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.millrace.codec.RecordBatch;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The record layouts that clients of VGI 1.3.0 compare: order, names, types and nullability. */
final class Layouts {
  private static final Map<String, String> COLUMNS = load();

  private Layouts() {}

  private static Map<String, String> load() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Layouts.class.getResourceAsStream("records-1.3.txt"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(l -> !l.startsWith("#"))
          .collect(
              Collectors.toMap(
                  l -> l.substring(0, l.indexOf(' ')), l -> l.substring(l.indexOf(' ') + 1)));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(final String record, final Schema schema) {
    assertNotNull(COLUMNS.get(record), record);
    final Field[] fields = schema.fields().toArray(Field[]::new);
    assertEquals(
        COLUMNS.get(record),
        TypeToken.of(Field.required("", new ArrowType.Struct(), fields)),
        record);
  }

  /** Holds a stream against a record and gives its row. */
  static Map<String, Object> row(final String record, final byte[] stream) {
    return OneRow.read(
        stream,
        batch -> {
          check(record, batch.schema());
          assertEquals(batch.columnCount() == 0 ? 0 : 1, batch.rowCount(), record);
          return batch.rowCount() == 0 ? Map.of() : rows(batch).getFirst();
        });
  }

  static List<Map<String, Object>> rows(final RecordBatch batch) {
    return Recording.rows(batch);
  }
}
