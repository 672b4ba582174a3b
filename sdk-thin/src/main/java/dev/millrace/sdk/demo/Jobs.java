package dev.millrace.sdk.demo;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Kernels;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.sdk.client.ScalarSession;
import dev.millrace.sdk.client.ScanSummary;
import dev.millrace.sdk.client.TableCall;
import dev.millrace.sdk.client.TransformSession;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Schema;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** The calls of the main job over one transport, each with the check of what it brought. */
final class Jobs {
  private static final int SCALAR_ROWS = 100_000;
  private static final int SCALAR_BATCHES = 20;
  private static final int ECHO_BATCHES = 200;
  private static final long FACTOR = -7;

  private final VgiClient client;
  private final String transport;
  private final PrintWriter out;

  Jobs(final VgiClient client, final String transport, final PrintWriter out) {
    this.client = client;
    this.transport = transport;
    this.out = out;
  }

  JobResult upperCase() throws Exception {
    final Schema input = Types.table(Types.column("text", Types.UTF8));
    long wrong = 0;
    long bytes = 0;
    long nanos = 0;
    try (Arena arena = Arena.ofConfined();
        ScalarSession session = client.scalar("upper_case").open(input)) {
      final BatchBuilder rows = new BatchBuilder(input, BuilderMemory.offHeap(arena));
      for (int batch = 0; batch < SCALAR_BATCHES; batch++) {
        rows.reset();
        final VarBinaryBuilder text = rows.column(0, VarBinaryBuilder.class);
        for (int i = 0; i < SCALAR_ROWS; i++) {
          text.append(text(batch, i));
        }
        final long start = System.nanoTime();
        final VarBinaryColumn upper = (VarBinaryColumn) session.evaluate(rows);
        nanos += System.nanoTime() - start; // of the call alone, not of making and checking texts
        for (int i = 0; i < SCALAR_ROWS; i++) {
          wrong += upper.getText(i).equals(text(batch, i).toUpperCase(Locale.ROOT)) ? 0 : 1;
        }
        bytes += 2 * (upper.dataLength() + 4L * SCALAR_ROWS);
      }
    }
    return result("upper_case", (long) SCALAR_ROWS * SCALAR_BATCHES, bytes, nanos, 0, wrong);
  }

  /** One batch in four has letters beyond ASCII. */
  private static String text(final int batch, final int row) {
    return batch % 4 == 3 && row % 100 == 0 ? "straße né " + row : "grain of row " + row;
  }

  JobResult multiply() throws Exception {
    final Schema input = Types.table(Types.column("value", Types.INT64));
    try (ScalarSession session = client.scalar("multiply").constant(FACTOR).open(input)) {
      return sums("multiply", input, SCALAR_BATCHES, FACTOR, session::evaluate);
    }
  }

  JobResult echo() throws Exception {
    final Schema input = Types.table(Types.column("n", Types.INT64));
    try (TransformSession session = client.tableInOut("echo").bind(input).open()) {
      return sums("echo", input, ECHO_BATCHES, 1, rows -> session.transform(rows).column(0));
    }
  }

  /** A call that answers a batch of numbers with as many. */
  private interface NumbersCall {
    Column answer(BatchBuilder rows) throws Exception;
  }

  /** Sends numbers, whose sum the call is to make so many times as large. */
  private JobResult sums(
      final String name,
      final Schema input,
      final int batches,
      final long factor,
      final NumbersCall call)
      throws Exception {
    long expected = 0;
    long found = 0;
    long nanos = 0;
    try (Arena arena = Arena.ofConfined()) {
      final BatchBuilder rows = new BatchBuilder(input, BuilderMemory.offHeap(arena));
      for (int batch = 0; batch < batches; batch++) {
        rows.reset();
        final Int64Builder value = rows.column(0, Int64Builder.class);
        for (long i = 0; i < SCALAR_ROWS; i++) {
          value.append(batch + i);
          expected += (batch + i) * factor;
        }
        final long start = System.nanoTime();
        found += Kernels.sum((Int64Column) call.answer(rows));
        nanos += System.nanoTime() - start;
      }
    }
    final long rows = (long) SCALAR_ROWS * batches;
    return result(name, rows, rows * 16, nanos, expected, found);
  }

  JobResult numbers(final long count, final int workers) throws Exception {
    return numbers(count, workers, 0);
  }

  /** With batches of so many rows, or of what the worker finds best. */
  JobResult numbers(final long count, final int workers, final long batchRows) throws Exception {
    final String call = "numbers(" + count + ")";
    final LongAdder sum = new LongAdder();
    final long start = System.nanoTime();
    final ScanSummary summary;
    final TableCall table = client.table("numbers").argument(count);
    if (batchRows > 0) {
      table.named("batch_size", batchRows);
    }
    try (Progress progress =
        new Progress(call + " over " + transport + ", " + workers, Long.BYTES, out)) {
      summary =
          table
              .bind()
              .scan(
                  workers,
                  (_, batch) -> {
                    sum.add(Kernels.sum((Int64Column) batch.column(0)));
                    progress.add(batch.rowCount());
                  });
    }
    return new JobResult(
        call,
        transport,
        summary.workers(),
        summary.rows(),
        summary.rows() * Long.BYTES,
        System.nanoTime() - start,
        count + " rows, sum " + sumBelow(count),
        summary.rows() + " rows, sum " + sum.sum());
  }

  /** The sum of all numbers below a count, modulo 2^64 as the sums of columns are. */
  private static long sumBelow(final long count) {
    return count % 2 == 0 ? count / 2 * (count - 1) : count * ((count - 1) / 2);
  }

  JobResult arrowFile(final Path file) throws Exception {
    final TradeSums found = new TradeSums();
    final long start = System.nanoTime();
    client
        .table("arrow_file")
        .argument(file.toString())
        .bind()
        .scan(1, (_, batch) -> found.add(batch));
    return new JobResult(
        "arrow_file(trades)",
        transport,
        1,
        found.rows,
        Files.size(file),
        System.nanoTime() - start,
        TradeSums.expected().toString(),
        found.toString());
  }

  private JobResult result(
      final String call,
      final long rows,
      final long bytes,
      final long nanos,
      final long expected,
      final long found) {
    final String check = call.equals("upper_case") ? "wrong texts: " : "sum ";
    return new JobResult(call, transport, 1, rows, bytes, nanos, check + expected, check + found);
  }

  /** Sums over the file of trades, from a scan or from how the file was made. */
  private static final class TradeSums {
    private long rows;
    private long ids;
    private double prices;
    private long symbols;
    private long tokyo;

    private static TradeSums expected() {
      final TradeSums sums = new TradeSums();
      sums.rows = 2000;
      for (int i = 0; i < sums.rows; i++) {
        sums.ids += i;
        sums.prices += i * 0.25;
        sums.symbols += i % 10 == 9 ? 0 : 1;
        sums.tokyo += i % 3 == 2 ? 1 : 0;
      }
      return sums;
    }

    private void add(final RecordBatch batch) {
      rows += batch.rowCount();
      ids += Kernels.sum((Int64Column) batch.column("id"));
      final Float64Column price = (Float64Column) batch.column("price");
      final VarBinaryColumn symbol = (VarBinaryColumn) batch.column("symbol");
      final DictionaryColumn venue = (DictionaryColumn) batch.column("venue");
      final VarBinaryColumn venues = (VarBinaryColumn) venue.values();
      for (long i = 0; i < batch.rowCount(); i++) {
        prices += price.get(i);
        symbols += symbol.isNull(i) ? 0 : 1;
        tokyo += venues.getText(venue.index(i)).equals("XTKS") ? 1 : 0;
      }
    }

    @Override
    public String toString() {
      return rows
          + " rows, ids "
          + ids
          + ", prices "
          + prices
          + ", "
          + symbols
          + " symbols, "
          + tokyo
          + " in Tokyo";
    }
  }
}
