package dev.millrace.dispatch.server;

import dev.millrace.codec.BatchBuffers;

/**
 * What one call moved, for the access log: batches, rows and bytes of column data in both
 * directions.
 */
final class CallStatistics {
  long inputBatches;
  long outputBatches;
  long inputRows;
  long outputRows;
  long inputBytes;
  long outputBytes;

  void input(final BatchBuffers batch) {
    inputBatches++;
    inputRows += batch.rowCount();
    inputBytes += bytes(batch);
  }

  /** Counts a batch that was prepared. */
  void output(final BatchBuffers batch) {
    outputBatches++;
    outputRows += batch.rowCount();
    outputBytes += bytes(batch);
  }

  private static long bytes(final BatchBuffers batch) {
    long bytes = 0;
    for (int i = 0; i < batch.bufferCount(); i++) {
      bytes += batch.bufferLength(i);
    }
    return bytes;
  }
}
