package dev.millrace.jmh.headline;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Kernels;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.sdk.client.ScalarSession;
import dev.millrace.sdk.client.TableCall;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A worker of the catalog {@code demo} under our client, whoever made the worker. */
final class WorkerSubject implements Subject {
  /** Segment of each connection, as published. */
  private static final long SEGMENT = 256L << 20;

  /** Rows of a batch that the client makes where nobody says how many. */
  private static final int OWN_ROWS = 1 << 16;

  private static final Schema TEXT = Schema.of(Field.nullable("col_0", new ArrowType.Utf8()));

  private final RunOptions options;
  private final Process listening;
  private final List<VgiClient> clients = new ArrayList<>();
  private final ExecutorService threads;

  WorkerSubject(final RunOptions options) throws IOException {
    this.options = options;
    final ClientOptions client =
        ClientOptions.DEFAULT.withSegment(options.transport().equals("shm") ? SEGMENT : 0);
    WorkerLocation location = new WorkerLocation.Command(options.worker());
    Process started = null;
    switch (options.transport()) {
      case "unix", "tcp" -> {
        final boolean unix = options.transport().equals("unix");
        final String where =
            unix ? Files.createTempDirectory("millrace-run").resolve("s").toString() : "0";
        started = start(options.worker(), unix ? "--unix" : "--tcp", where);
        location = location(started);
      }
      case "pipe", "shm" -> {
        // a process for each connection, as engines start them
      }
      default ->
          throw new IllegalArgumentException(
              "connections cannot use the transport " + options.transport() + " yet");
    }
    listening = started;
    final int count = options.workload().equals("numbers") ? 1 : options.connections();
    for (int i = 0; i < count; i++) {
      clients.add(VgiClient.open(location, client));
    }
    threads = Executors.newFixedThreadPool(options.connections());
  }

  private static Process start(final List<String> worker, final String... flags)
      throws IOException {
    final List<String> command = new ArrayList<>(worker);
    command.addAll(List.of(flags));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static WorkerLocation location(final Process worker) throws IOException {
    final String ready =
        new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (ready != null && ready.startsWith("UNIX:")) {
      return new WorkerLocation.Unix(Path.of(ready.substring(5)));
    }
    if (ready != null && ready.startsWith("TCP:")) {
      return WorkerLocation.parse("tcp://" + ready.substring(4));
    }
    throw new IOException("the worker did not say where it listens but: " + ready);
  }

  @Override
  public long run() throws Exception {
    return switch (options.workload()) {
      case "numbers" -> numbers();
      case "upper_case" -> upperCase();
      default ->
          throw new IllegalArgumentException(
              "the demo worker has no function for " + options.workload() + " yet");
    };
  }

  private long numbers() throws Exception {
    final TableCall call = clients.getFirst().table("numbers").argument(options.rows());
    if (options.batchRows() > 0) {
      call.named("batch_size", (long) options.batchRows());
    }
    final AtomicLong sum = new AtomicLong();
    final long rows =
        call.bind()
            .scan(
                options.connections(),
                (worker, batch) -> sum.addAndGet(Kernels.sum((Int64Column) batch.column(0))))
            .rows();
    check(rows, options.rows(), "rows");
    check(sum.get(), options.rows() * (options.rows() - 1) / 2, "sum");
    return rows;
  }

  private long upperCase() throws Exception {
    final List<Callable<Long>> work = new ArrayList<>();
    final long each = options.rows() / options.connections();
    for (int i = 0; i < options.connections(); i++) {
      final int connection = i;
      work.add(() -> upperCase(clients.get(connection), each));
    }
    long lengths = 0;
    for (final Future<Long> done : threads.invokeAll(work)) {
      lengths += done.get();
    }
    check(lengths, options.connections() * digits(each), "length");
    return each * options.connections();
  }

  /** The numbers from 0 as text, there and back; answers the length of all that came back. */
  private long upperCase(final VgiClient client, final long rows) throws IOException {
    final long batchRows = options.batchRows() > 0 ? options.batchRows() : OWN_ROWS;
    long lengths = 0;
    try (OffHeapMemory memory = BuilderMemory.offHeap();
        ScalarSession session = client.scalar("upper_case").open(TEXT)) {
      final BatchBuilder batch = new BatchBuilder(TEXT, memory);
      for (long from = 0; from < rows; from += batchRows) {
        batch.reset();
        fill(batch.column(0, VarBinaryBuilder.class), from, Math.min(rows, from + batchRows));
        final Column result = session.evaluate(batch);
        final VarBinaryColumn text = (VarBinaryColumn) result;
        lengths += text.valueOffset(text.length() - 1) + text.valueLength(text.length() - 1);
        lengths -= text.valueOffset(0);
      }
    }
    return lengths;
  }

  private static void fill(final VarBinaryBuilder column, final long from, final long to) {
    for (long n = from; n < to; n++) {
      int length = 1;
      for (long rest = n; rest > 9; rest /= 10) {
        length++;
      }
      column.reserveBytes(length);
      final MemorySegment memory = column.dataSegment();
      long at = column.dataOffset() + column.dataLength() + length;
      long rest = n;
      for (int i = 0; i < length; i++) {
        memory.set(ValueLayout.JAVA_BYTE, --at, (byte) ('0' + rest % 10));
        rest /= 10;
      }
      column.commit(length);
    }
  }

  /** Length of the numbers below a bound as text. */
  private static long digits(final long bound) {
    long sum = 0;
    long from = 0;
    long power = 10;
    for (int length = 1; from < bound; length++) {
      final long to = Math.min(bound, power);
      sum += (to - from) * length;
      from = to;
      power *= 10;
    }
    return sum;
  }

  private static void check(final long found, final long expected, final String what) {
    if (found != expected) {
      throw new IllegalStateException("wrong " + what + ": " + found + ", not " + expected);
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (final VgiClient client : clients) {
      client.close();
    }
    if (listening != null) {
      listening.destroy();
    }
  }
}
