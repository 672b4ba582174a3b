package dev.millrace.shm.ring;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that are in memory which another one is about to unmap, or want to be. Were it unmapped
 * under them, the JVM would throw them out of their access and leave them interrupted. What they do
 * there takes a moment, so whoever unmaps spins until the last has left.
 */
final class LateThreads {
  private static final int OVER = Integer.MIN_VALUE;

  /** How many are in; {@link #OVER} more once nobody may enter. */
  private final AtomicInteger count = new AtomicInteger();

  /** Does something in a region's memory, if that is there. */
  void let(final RingRegion region, final Runnable action) {
    if (count.getAndUpdate(n -> n < 0 ? n : n + 1) >= 0) {
      try {
        if (region.isMapped()) {
          action.run();
        }
      } finally {
        count.getAndDecrement();
      }
    }
  }

  /**
   * Lets nobody in any more and waits for those who are.
   *
   * @return false for all but the first who asks
   */
  boolean end() {
    if (count.getAndUpdate(n -> n < 0 ? n : n + OVER) < 0) {
      return false;
    }
    while (count.get() != OVER) {
      Thread.yield();
    }
    return true;
  }
}
