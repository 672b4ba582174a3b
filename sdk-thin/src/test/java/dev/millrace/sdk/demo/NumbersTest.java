package dev.millrace.sdk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Kernels;
import dev.millrace.sdk.ServedWorker;
import dev.millrace.sdk.client.VgiClient;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void batchesThatNobodySizedStayInCache() throws Exception {
    final long count = 1_000_003;
    final AtomicLong largest = new AtomicLong();
    final AtomicLong sum = new AtomicLong();
    try (ServedWorker served = new ServedWorker(DemoWorker.worker());
        VgiClient client = served.client()) {
      client
          .table("numbers")
          .argument(count)
          .bind()
          .scan(
              2,
              (_, batch) -> {
                largest.accumulateAndGet(batch.rowCount(), Math::max);
                sum.addAndGet(Kernels.sum((Int64Column) batch.column(0)));
              });
    }
    assertEquals(count * (count - 1) / 2, sum.get());
    assertTrue(largest.get() * Long.BYTES <= 1 << 20, "a batch of " + largest + " rows");
    assertTrue(largest.get() * Long.BYTES > 1 << 16, "batches of " + largest + " rows at most");
  }
}
