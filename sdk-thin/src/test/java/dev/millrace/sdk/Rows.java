package dev.millrace.sdk;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.Column;
import dev.millrace.sdk.client.ScalarCall;
import dev.millrace.sdk.client.ScalarSession;
import dev.millrace.sdk.client.TableCall;
import dev.millrace.sdk.values.ValueAppender;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Rows of calls as plain lists. */
public final class Rows {

  private Rows() {}

  /** Evaluates one batch of rows. */
  public static List<Object> evaluate(
      final ScalarCall call, final Schema input, final List<List<Object>> rows) throws Exception {
    try (Arena arena = Arena.ofConfined();
        ScalarSession session = call.open(input)) {
      final BatchBuilder batch = new BatchBuilder(input, BuilderMemory.offHeap(arena));
      for (final List<Object> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          ValueAppender.append(batch.column(i), row.get(i));
        }
      }
      if (input.fields().isEmpty()) {
        batch.rowCount(rows.size());
      }
      final Column result = session.evaluate(batch);
      final List<Object> values = new ArrayList<>();
      for (long i = 0; i < result.length(); i++) {
        values.add(Values.read(result, i));
      }
      return values;
    }
  }

  /** Reads a whole table over one connection. */
  public static List<List<Object>> scan(final TableCall call) throws Exception {
    final List<List<Object>> rows = new ArrayList<>();
    call.bind().scan(1, (_, batch) -> add(rows, batch));
    return rows;
  }

  private static void add(final List<List<Object>> rows, final RecordBatch batch) {
    for (long i = 0; i < batch.rowCount(); i++) {
      final List<Object> row = new ArrayList<>();
      for (int c = 0; c < batch.columnCount(); c++) {
        row.add(Values.read(batch.column(c), i));
      }
      rows.add(row);
    }
  }
}
