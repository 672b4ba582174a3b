package dev.millrace.jmh.headline.limit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The two loops of the limit; C2 turns both into vector code. */
final class Rows {
  private Rows() {}

  /** Writes consecutive numbers. */
  static void fill(final MemorySegment memory, final long first, final int count) {
    for (int i = 0; i < count; i++) {
      memory.setAtIndex(ValueLayout.JAVA_LONG, i, first + i);
    }
  }

  /**
   * Adds numbers up, four quarters in step: C2 makes vector code of additions in one round, not of
   * a bare running sum, and four streams keep more cache lines on their way.
   */
  static long sum(final MemorySegment memory, final int count) {
    final int quarter = count >>> 2;
    long sum = 0;
    for (int i = 0; i < quarter; i++) {
      sum +=
          memory.getAtIndex(ValueLayout.JAVA_LONG, i)
              + memory.getAtIndex(ValueLayout.JAVA_LONG, quarter + i)
              + (memory.getAtIndex(ValueLayout.JAVA_LONG, 2L * quarter + i)
                  + memory.getAtIndex(ValueLayout.JAVA_LONG, 3L * quarter + i));
    }
    for (int i = quarter << 2; i < count; i++) {
      sum += memory.getAtIndex(ValueLayout.JAVA_LONG, i);
    }
    return sum;
  }
}
