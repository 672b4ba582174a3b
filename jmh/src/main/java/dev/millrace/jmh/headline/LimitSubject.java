package dev.millrace.jmh.headline;

import dev.millrace.jmh.headline.limit.LimitRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The machine's limit on several connections: a bare process and a thread for each. */
final class LimitSubject implements Subject {
  private final List<LimitRun> connections = new ArrayList<>();
  private final ExecutorService threads;
  private final long rows;
  private final int batchRows;

  LimitSubject(final RunOptions options, final List<String> java, final int runs) throws Exception {
    batchRows = options.batchRows() > 0 ? options.batchRows() : options.chosenRows();
    if (batchRows <= 0) {
      throw new IllegalArgumentException("the limit chooses no batch size: say own:ROWS");
    }
    final long batches = Math.max(1, options.rows() / options.connections() / batchRows);
    for (int i = 0; i < options.connections(); i++) {
      connections.add(
          LimitRun.start(
              java,
              options.workload(),
              // There is no faster way for a batch than a pointer: the ring's limit is the
              // segment's.
              options.transport().equals("ring") ? "shm" : options.transport(),
              batchRows,
              batches * batchRows,
              runs));
    }
    rows = batches * batchRows * options.connections();
    threads = Executors.newFixedThreadPool(options.connections());
  }

  @Override
  public long run() throws Exception {
    final List<Callable<Long>> work = new ArrayList<>();
    for (final LimitRun connection : connections) {
      work.add(connection::run);
    }
    for (final Future<Long> done : threads.invokeAll(work)) {
      Workload.check(done.get(), connections.getFirst().expected(), "sum");
    }
    return rows;
  }

  @Override
  public int batchRows() {
    return batchRows;
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (final LimitRun connection : connections) {
      connection.close();
    }
  }
}
