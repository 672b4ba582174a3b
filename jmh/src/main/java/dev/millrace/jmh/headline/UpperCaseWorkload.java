package dev.millrace.jmh.headline;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.sdk.client.ScalarSession;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code SELECT sum(length(demo.upper_case(i::VARCHAR))) FROM range(rows) t(i)}: the client makes
 * the texts, a thread for each connection, sends them and adds up the lengths of what comes back.
 * The first run compares every byte.
 */
final class UpperCaseWorkload implements Workload {
  private static final Schema TEXT = Schema.of(Field.nullable("col_0", new ArrowType.Utf8()));

  /**
   * Rows of a batch where nobody says how many: offsets and texts together are most of a mebibyte.
   */
  private static final int OWN_ROWS = 1 << 16;

  private final List<VgiClient> clients = new ArrayList<>();
  private final ExecutorService threads;
  private final long rowsEach;
  private final int batchRows;
  private boolean compared;

  UpperCaseWorkload(final Workers workers, final RunOptions options) throws IOException {
    for (int i = 0; i < options.connections(); i++) {
      clients.add(workers.client());
      knowsLetters(clients.getLast());
    }
    threads = Executors.newFixedThreadPool(options.connections());
    rowsEach = options.rows() / options.connections();
    batchRows = options.batchRows() > 0 ? options.batchRows() : OWN_ROWS;
  }

  /** Digits have no case, so that a worker that does nothing would pass: ask it once. */
  private static void knowsLetters(final VgiClient client) throws IOException {
    try (ScalarSession session = client.scalar("upper_case").open(TEXT)) {
      final BatchBuilder batch = session.rows();
      final VarBinaryBuilder column = batch.column(0, VarBinaryBuilder.class);
      column.append("millrace");
      column.append("M\u00fchle");
      column.appendNull();
      final VarBinaryColumn upper = (VarBinaryColumn) session.evaluate(batch);
      if (upper.length() != 3
          || !upper.getText(0).equals("MILLRACE")
          || !upper.getText(1).equals("M\u00dcHLE")
          || !upper.isNull(2)) {
        throw new IllegalStateException("upper_case is something else");
      }
    }
  }

  @Override
  public long run() throws Exception {
    final List<Callable<Long>> work = new ArrayList<>();
    for (final VgiClient client : clients) {
      work.add(() -> lengths(client));
    }
    long lengths = 0;
    for (final Future<Long> done : threads.invokeAll(work)) {
      lengths += done.get();
    }
    compared = true;
    Workload.check(lengths, clients.size() * DecimalTexts.length(rowsEach), "sum of lengths");
    return rowsEach * clients.size();
  }

  private long lengths(final VgiClient client) throws IOException {
    long lengths = 0;
    try (ScalarSession session = client.scalar("upper_case").open(TEXT)) {
      for (long from = 0; from < rowsEach; from += batchRows) {
        final long to = Math.min(rowsEach, from + batchRows);
        final BatchBuilder batch = session.rows(); // in the memory that the worker reads
        DecimalTexts.fill(batch.column(0, VarBinaryBuilder.class), from, to);
        final VarBinaryColumn text = (VarBinaryColumn) session.evaluate(batch);
        lengths += check(text, from, to);
      }
    }
    return lengths;
  }

  /** Lengths of texts whose offsets the client has validated: where the last ends. */
  private long check(final VarBinaryColumn text, final long from, final long to) {
    if (compared
        ? text.length() != to - from || !DecimalTexts.at(text, to - from - 1, to - 1)
        : !DecimalTexts.equal(text, from, to)) {
      throw new IllegalStateException("wrong texts in rows " + from + " to " + to);
    }
    final long last = text.length() - 1;
    return text.valueOffset(last) + text.valueLength(last) - text.valueOffset(0);
  }

  @Override
  public int batchRows() {
    return batchRows;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
