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
    if (enter()) {
      try {
        if (region.isMapped()) {
          action.run();
        }
      } finally {
        count.getAndDecrement();
      }
    }
  }

  private boolean enter() {
    for (; ; ) {
      final int inside = count.get();
      if (inside < 0) {
        return false;
      }
      if (count.compareAndSet(inside, inside + 1)) {
        return true;
      }
    }
  }

  /**
   * Lets nobody in any more and waits for those who are.
   *
   * @return false for all but the first who asks
   */
  boolean end() {
    for (; ; ) {
      final int inside = count.get();
      if (inside < 0) {
        return false;
      }
      if (count.compareAndSet(inside, inside + OVER)) {
        break;
      }
    }
    while (count.get() != OVER) {
      Thread.yield();
    }
    return true;
  }
}
