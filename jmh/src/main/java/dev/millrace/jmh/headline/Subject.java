package dev.millrace.jmh.headline;

import java.io.IOException;

/**
 * What is measured: a started worker or bare process with its connections, ready to do the same
 * work again and again.
 */
interface Subject extends AutoCloseable {

  /**
   * Does the work once and checks the result.
   *
   * @return the rows that were moved
   * @throws IllegalStateException if a row is missing or wrong
   */
  long run() throws Exception;

  /** Rows of a batch in the last run. */
  int batchRows();

  @Override
  void close() throws IOException;
}
