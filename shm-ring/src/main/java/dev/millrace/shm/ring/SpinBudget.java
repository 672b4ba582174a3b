package dev.millrace.shm.ring;

/**
 * How long a thread that waits for another process looks for what it waits for before it falls
 * asleep.
 *
 * <p>Between two processes that answer each other within microseconds, to fall asleep and be woken
 * costs several times the work: on a virtual machine 20 to 60 microseconds, and some on the side
 * that wakes. Where answers take longer, or the other process needs this very core, looking is
 * waste. What decides is how long the last waits took, asleep or not: a wait that was short, its
 * wake-up included, would have ended while looking. (Whether looking was in vain would be the wrong
 * question. Two sides that have both taken to sleep lengthen each other's waits by a wake-up, and
 * neither would ever find out that it could stop.) With one processor nobody looks.
 *
 * <p>Belongs to one thread. Allocates nothing.
 */
public final class SpinBudget {
  /** The longest look: the other side's wake-up and some microseconds of work. */
  private static final long NANOS = 100_000;

  /** A wait that takes this long is no case for looking. */
  private static final long LONG_WAIT_NANOS = 2 * NANOS;

  private static final int FULL = 12;
  private static final int ENOUGH = 6;

  /** One long wait outweighs so many short ones. */
  private static final int PRICE = 3;

  private final boolean useful = Runtime.getRuntime().availableProcessors() > 1;
  private int credit = FULL;

  /** Begins with confidence. */
  public SpinBudget() {}

  /**
   * Tells how long the wait that begins may look.
   *
   * @return nanoseconds, 0 to sleep at once
   */
  public long nanos() {
    return useful && credit >= ENOUGH ? NANOS : 0;
  }

  /**
   * Takes note of a wait.
   *
   * @param nanos how long it took, looking and sleeping
   */
  public void ended(final long nanos) {
    credit = nanos < LONG_WAIT_NANOS ? Math.min(FULL, credit + 1) : Math.max(0, credit - PRICE);
  }
}
