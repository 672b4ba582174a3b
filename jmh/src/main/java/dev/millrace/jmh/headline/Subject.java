package dev.millrace.jmh.headline;

import java.io.IOException;

/**
 * What is measured: a started worker or bare process with its connections, ready to do the same
 * work again and again.
 */
interface Subject extends AutoCloseable {

  /** Does the work once and checks the result; returns the rows that were moved. */
  long run() throws Exception;

  @Override
  void close() throws IOException;
}
