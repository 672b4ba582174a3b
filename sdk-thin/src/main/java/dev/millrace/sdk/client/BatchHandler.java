package dev.millrace.sdk.client;

import dev.millrace.codec.RecordBatch;

/** Takes the batches of a scan. Called by one thread for each worker, by several at once. */
@FunctionalInterface
public interface BatchHandler {

  /**
   * Takes a batch.
   *
   * @param worker which connection it came over, counted from 0
   * @param batch the batch, valid until this returns
   * @throws Exception any failure; it cancels the scan and is thrown from it
   */
  void batch(int worker, RecordBatch batch) throws Exception;
}
