package dev.millrace.jmh.headline;

import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Kernels;
import dev.millrace.sdk.client.ScanSummary;
import dev.millrace.sdk.client.TableCall;
import dev.millrace.sdk.client.VgiClient;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** {@code SELECT sum(n) FROM demo.numbers(rows, batch_size := ..)}. */
final class NumbersWorkload implements Workload {
  private final VgiClient client;
  private final RunOptions options;
  private int batchRows;

  NumbersWorkload(final Workers workers, final RunOptions options) throws IOException {
    this.client = workers.client();
    this.options = options;
  }

  @Override
  public long run() throws Exception {
    final TableCall call = client.table("numbers").argument(options.rows());
    if (options.batchRows() > 0) {
      call.named("batch_size", (long) options.batchRows());
    }
    final AtomicLong sum = new AtomicLong();
    final ScanSummary done =
        call.bind()
            .scan(
                options.connections(),
                (worker, batch) -> sum.addAndGet(Kernels.sum((Int64Column) batch.column(0))));
    Workload.check(done.workers(), options.connections(), "number of connections");
    Workload.check(done.rows(), options.rows(), "number of rows");
    Workload.check(sum.get(), options.rows() * (options.rows() - 1) / 2, "sum");
    batchRows = (int) Math.ceilDiv(done.rows(), Math.max(1, done.batches()));
    return done.rows();
  }

  @Override
  public int batchRows() {
    return batchRows;
  }

  @Override
  public void close() {
    // the client is the workers'
  }
}
