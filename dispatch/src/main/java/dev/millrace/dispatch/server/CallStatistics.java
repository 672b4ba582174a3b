package dev.millrace.dispatch.server;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.WorkerCounter;

/**
 * What one call moved: batches, rows and bytes of column data in both directions; for the access
 * log, and counted on into the connection's counters.
 */
final class CallStatistics {
  long inputBatches;
  long outputBatches;
  long inputRows;
  long outputRows;
  long inputBytes;
  long outputBytes;
  private final CounterLane counters;

  CallStatistics(final CounterLane counters) {
    this.counters = counters;
  }

  void input(final BatchBuffers batch) {
    final long bytes = bytes(batch);
    inputBatches++;
    inputRows += batch.rowCount();
    inputBytes += bytes;
    counters.increment(WorkerCounter.BATCHES_IN);
    counters.add(WorkerCounter.ROWS_IN, batch.rowCount());
    counters.add(WorkerCounter.BYTES_IN, bytes);
  }

  /** Counts a batch that was prepared. */
  void output(final BatchBuffers batch) {
    final long bytes = bytes(batch);
    outputBatches++;
    outputRows += batch.rowCount();
    outputBytes += bytes;
    counters.increment(WorkerCounter.BATCHES_OUT);
    counters.add(WorkerCounter.ROWS_OUT, batch.rowCount());
    counters.add(WorkerCounter.BYTES_OUT, bytes);
  }

  private static long bytes(final BatchBuffers batch) {
    long bytes = 0;
    for (int i = 0; i < batch.bufferCount(); i++) {
      bytes += batch.bufferLength(i);
    }
    return bytes;
  }
}
