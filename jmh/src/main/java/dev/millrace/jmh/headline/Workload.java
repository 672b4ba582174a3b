package dev.millrace.jmh.headline;

/** One of the three queries, done through our client on connections that stay open. */
interface Workload extends AutoCloseable {

  /**
   * Runs the query once and checks its result.
   *
   * @return rows
   * @throws IllegalStateException if the result is wrong
   */
  long run() throws Exception;

  /** Rows of a batch in the last run. */
  int batchRows();

  @Override
  void close();

  /** Holds a result against what it must be. */
  static void check(final long found, final long expected, final String what) {
    if (found != expected) {
      throw new IllegalStateException("wrong " + what + ": " + found + ", not " + expected);
    }
  }
}
