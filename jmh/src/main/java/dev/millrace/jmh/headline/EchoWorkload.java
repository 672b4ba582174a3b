package dev.millrace.jmh.headline;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Kernels;
import dev.millrace.sdk.client.BoundTable;
import dev.millrace.sdk.client.BoundTableInOut;
import dev.millrace.sdk.client.ScanSummary;
import dev.millrace.sdk.client.TableCall;
import dev.millrace.sdk.client.TransformSession;
import dev.millrace.sdk.client.VgiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code SELECT count(*) FROM demo.echo((SELECT * FROM demo.numbers(rows, batch_size := ..)))}, and
 * the sum besides. Each thread of the scan hands its batches on to a connection of its own.
 */
final class EchoWorkload implements Workload {
  private final VgiClient numbers;
  private final VgiClient echo;
  private final RunOptions options;
  private int batchRows;

  EchoWorkload(final Workers workers, final RunOptions options) throws IOException {
    this.numbers = workers.client();
    this.echo = workers.client();
    this.options = options;
  }

  @Override
  public long run() throws Exception {
    final TableCall call = numbers.table("numbers").argument(options.rows());
    if (options.batchRows() > 0) {
      call.named("batch_size", (long) options.batchRows());
    }
    final BoundTable source = call.bind();
    final BoundTableInOut target = echo.tableInOut("echo").bind(source.schema());
    final List<TransformSession> sessions = new ArrayList<>();
    final AtomicLong sum = new AtomicLong();
    final ScanSummary done;
    try {
      sessions.add(target.open());
      while (sessions.size() < options.connections()) {
        sessions.add(sessions.getFirst().join());
      }
      done =
          source.scan(
              options.connections(),
              (worker, batch) -> sum.addAndGet(sumOfEcho(sessions.get(worker), batch)));
    } finally {
      sessions.forEach(TransformSession::close);
    }
    Workload.check(done.workers(), options.connections(), "number of connections");
    Workload.check(done.rows(), options.rows(), "number of rows");
    Workload.check(sum.get(), options.rows() * (options.rows() - 1) / 2, "sum");
    batchRows = (int) Math.ceilDiv(done.rows(), Math.max(1, done.batches()));
    return done.rows();
  }

  private static long sumOfEcho(final TransformSession session, final RecordBatch rows) {
    final RecordBatch echoed = session.transform(rows);
    Workload.check(echoed.rowCount(), rows.rowCount(), "number of rows in an echo");
    return Kernels.sum((Int64Column) echoed.column(0));
  }

  @Override
  public int batchRows() {
    return batchRows;
  }

  @Override
  public void close() {
    // the clients are the workers'
  }
}
