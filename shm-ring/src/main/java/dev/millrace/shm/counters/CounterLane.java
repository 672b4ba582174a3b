package dev.millrace.shm.counters;

import java.util.EnumSet;
import java.util.Set;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;

/**
 * The counters of one thread, a connection's: what changes with every batch it counts in cells of
 * its own, with a plain load and a release store, so that connections never contend for a cache
 * line; everything else, and everything once the file has no more cells, it adds to the process's
 * totals atomically. An onlooker sums the lanes and the totals.
 *
 * <p>{@link #close} adds the lane to the totals and gives its cells back. For one thread.
 */
public final class CounterLane implements AutoCloseable {
  /** What changes with every request or batch. */
  static final Set<WorkerCounter> OWN =
      EnumSet.of(
          WorkerCounter.REQUESTS,
          WorkerCounter.BATCHES_IN,
          WorkerCounter.BATCHES_OUT,
          WorkerCounter.ROWS_IN,
          WorkerCounter.ROWS_OUT,
          WorkerCounter.BYTES_IN,
          WorkerCounter.BYTES_OUT,
          WorkerCounter.POINTERS_IN,
          WorkerCounter.POINTERS_OUT,
          WorkerCounter.INLINE_FALLBACKS,
          WorkerCounter.COPIED_BYTES,
          WorkerCounter.ALLOCATIONS_LIVE);

  private static final int COUNTERS = WorkerCounter.values().length;

  private final WorkerCounters process;
  private final AtomicCounter[] counters;
  private final boolean[] own = new boolean[COUNTERS];
  private boolean closed;

  /**
   * Makes a lane of a process's counters.
   *
   * @param process where the totals are; null when there are none
   * @param counters by ordinal, the lane's own where they are not the process's
   */
  CounterLane(final WorkerCounters process, final AtomicCounter[] counters) {
    this.process = process;
    this.counters = counters;
    for (int i = 0; i < COUNTERS; i++) {
      own[i] = process == null || counters[i] != process.total(i);
    }
  }

  /**
   * Makes a lane that belongs to no file: for clients, for servers that nobody looks at, for tests.
   *
   * @return the lane, in plain memory
   */
  public static CounterLane unshared() {
    final AtomicBuffer cells = new UnsafeBuffer(new byte[COUNTERS * CountersReader.COUNTER_LENGTH]);
    final AtomicCounter[] counters = new AtomicCounter[COUNTERS];
    for (int i = 0; i < COUNTERS; i++) {
      counters[i] = new AtomicCounter(cells, i);
    }
    return new CounterLane(null, counters);
  }

  /**
   * Adds to a counter.
   *
   * @param counter which
   * @param delta how much; negative for what goes up and down
   */
  public void add(final WorkerCounter counter, final long delta) {
    final int i = counter.ordinal();
    if (own[i]) {
      counters[i].getAndAddRelease(delta);
    } else {
      counters[i].getAndAdd(delta);
    }
  }

  /**
   * Adds one to a counter.
   *
   * @param counter which
   */
  public void increment(final WorkerCounter counter) {
    add(counter, 1);
  }

  /**
   * Counts an error under its code and keeps its trace where there is a file, once for all errors
   * that are alike.
   *
   * @param counter the counter of its code
   * @param error the error
   */
  public void error(final WorkerCounter counter, final Throwable error) {
    increment(counter);
    if (process != null) {
      process.record(error);
    }
  }

  /**
   * Reads what this lane counted; of counters that it shares, the process's total.
   *
   * @param counter which
   * @return its value
   */
  public long get(final WorkerCounter counter) {
    return counters[counter.ordinal()].get();
  }

  /** Adds what was counted to the process's totals. Idempotent; nothing may be counted any more. */
  @Override
  public void close() {
    if (!closed && process != null) {
      process.fold(counters);
    }
    closed = true;
  }
}
