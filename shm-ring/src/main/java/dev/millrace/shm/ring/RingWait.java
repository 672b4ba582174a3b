package dev.millrace.shm.ring;

import dev.millrace.shm.posix.Futex;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.IdleStrategy;

/**
 * How one thread of one side waits: spinning for a while, then asleep on a futex word in the shared
 * memory, or by an Agrona strategy in place of both.
 */
final class RingWait {
  /** Looks between two readings of the clock, which costs as much as several of them. */
  private static final int LOOKS = 64;

  /** Spinning is never given up wholly, so that it is found out when it pays again. */
  private static final long MIN_SPIN_NANOS = 1_000;

  /** A wait so many times the longest spin was no case for spinning. */
  private static final long IN_VAIN = 10;

  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment memory;
  private final long word;
  private final Futex futex = new Futex();
  private final IdleStrategy strategy;
  private final long maxSpinNanos;
  private long spinNanos;
  private long began;
  private long checked;
  private int looks;
  private boolean slept;

  RingWait(final RingIdle idle, final MemorySegment memory, final long word) {
    this.memory = memory;
    this.word = word;
    this.strategy = idle.strategy();
    this.maxSpinNanos = idle.spinNanos();
    this.spinNanos = maxSpinNanos;
  }

  Futex futex() {
    return futex;
  }

  void begin() {
    looks = 0;
    slept = false;
    began = System.nanoTime();
    checked = began;
  }

  /** One look was in vain; answers whether to look again at once. */
  boolean goesOnSpinning() {
    if (strategy != null) {
      strategy.idle();
      return ++looks % LOOKS != 0;
    }
    return ++looks % LOOKS != 0 || System.nanoTime() - began < spinNanos;
  }

  /** What was waited for is there. */
  void end() {
    if (strategy != null) {
      strategy.reset();
    } else if (!slept || System.nanoTime() - began < IN_VAIN * maxSpinNanos) {
      // a wait that slept is longer by its wake-up: it must not count against spinning
      spinNanos = maxSpinNanos;
    } else {
      spinNanos = Math.max(Math.min(MIN_SPIN_NANOS, maxSpinNanos), spinNanos / 2);
    }
  }

  /**
   * Says in the shared memory that this side is about to sleep; the caller looks once more between
   * this and {@link #sleep}.
   *
   * @return false if this thread never sleeps
   */
  boolean announce() {
    if (strategy != null) {
      return false;
    }
    INT.setVolatile(memory, word, 1);
    VarHandle.fullFence();
    return true;
  }

  void sleep(final long nanos) {
    slept = true;
    futex.await(memory.address() + word, 1, nanos);
  }

  void clear() {
    INT.setVolatile(memory, word, 0);
  }

  /** Wakes the thread that waits here, from another one. */
  void interrupt() {
    INT.setVolatile(memory, word, 0);
    new Futex().wake(memory.address() + word);
  }

  /** Whether so much time has gone by since the wait began, or since this was last true. */
  boolean isDue(final long nanos) {
    final long now = System.nanoTime();
    if (now - checked < nanos) {
      return false;
    }
    checked = now;
    return true;
  }
}
