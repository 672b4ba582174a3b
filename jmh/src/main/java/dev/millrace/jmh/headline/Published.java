package dev.millrace.jmh.headline;

import java.util.Map;

/**
 * The published figures of VGI on the JVM: Apple M3, 8 cores, 4 scan threads, batches of 4 million
 * rows, median of 9 runs after 2. Another machine and an engine at the other end: a point of
 * reference, not a rival in this run.
 */
final class Published {
  static final int BATCH_ROWS = 4_000_000;

  private static final Map<String, Double> ROWS_PER_SECOND =
      Map.of(
          "numbers/pipe", 163e6,
          "numbers/shm", 459e6,
          "echo/pipe", 23e6,
          "echo/shm", 61e6,
          "upper_case/pipe", 9e6,
          "upper_case/shm", 11e6);

  private Published() {}

  /** The figure, or NaN where none was published. */
  static double of(final String workload, final String transport) {
    return ROWS_PER_SECOND.getOrDefault(workload + "/" + transport, Double.NaN);
  }
}
