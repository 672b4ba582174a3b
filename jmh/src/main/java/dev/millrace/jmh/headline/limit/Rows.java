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

  /** Adds numbers up. */
  static long sum(final MemorySegment memory, final int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += memory.getAtIndex(ValueLayout.JAVA_LONG, i);
    }
    return sum;
  }
}
