package dev.millrace.sdk.cli;

import dev.millrace.codec.RecordBatch;
import dev.millrace.sdk.values.Values;
import java.util.ArrayList;
import java.util.List;

/** Shows the first rows of a result whose batches may come over several connections at once. */
final class FirstRows {
  private final TextTable table;
  private int left;

  FirstRows(final TextTable table, final int shown) {
    this.table = table;
    this.left = shown;
  }

  synchronized void add(final RecordBatch batch) {
    for (long row = 0; row < batch.rowCount() && left > 0; row++) {
      final List<Object> cells = new ArrayList<>();
      for (int column = 0; column < batch.columnCount(); column++) {
        cells.add(Values.read(batch.column(column), row));
      }
      table.add(cells);
      left--;
    }
  }
}
