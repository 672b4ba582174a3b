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

  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment memory;
  private final long word;
  private final Futex futex = new Futex();
  private final IdleStrategy strategy;
  private final SpinBudget budget;
  private long spinNanos;
  private boolean timed;
  private long began;
  private long checked;
  private int looks;

  RingWait(final RingIdle idle, final MemorySegment memory, final long word) {
    this.memory = memory;
    this.word = word;
    this.strategy = idle.strategy();
    this.budget = idle.spins() ? new SpinBudget() : null;
  }

  Futex futex() {
    return futex;
  }

  /**
   * Begins a wait. Its time counts from the first look at the clock: most answers are there before
   * it, and would come noticeably later for two looks more.
   */
  void begin() {
    looks = 0;
    timed = false;
    spinNanos = budget == null ? 0 : budget.nanos();
  }

  private long now() {
    final long now = System.nanoTime();
    if (!timed) {
      timed = true;
      began = now;
      checked = now;
    }
    return now;
  }

  /** One look was in vain; answers whether to look again at once. */
  boolean goesOnSpinning() {
    if (strategy != null) {
      strategy.idle();
      return ++looks % LOOKS != 0;
    }
    if (++looks % LOOKS != 0) {
      return true;
    }
    if (now() - began >= spinNanos) {
      return false;
    }
    Thread.yield(); // to whoever needs this core, perhaps the one that is waited for
    return true;
  }

  /** What was waited for is there. */
  void end() {
    if (strategy != null) {
      strategy.reset();
    } else if (budget != null) {
      budget.ended(timed ? System.nanoTime() - began : 0);
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
    final long now = now();
    if (now - checked < nanos) {
      return false;
    }
    checked = now;
    return true;
  }
}
