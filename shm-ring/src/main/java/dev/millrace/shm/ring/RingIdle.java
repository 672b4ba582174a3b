package dev.millrace.shm.ring;

import java.util.Locale;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a thread does while it waits for the other side of a ring; each side chooses for itself. */
public enum RingIdle {
  /**
   * Spins for up to a tenth of a millisecond as long as that pays ({@link SpinBudget}), offering
   * the core to other threads now and then; then sleeps on a futex. Right wherever there may be
   * more threads than cores.
   */
  ADAPTIVE(true, null),
  /** Sleeps on a futex at once: least processor time, a wake-up for every message. */
  PARK(false, null),
  /** Spins and never gives the core away: for a machine with a core for each waiting thread. */
  SPIN(false, BusySpinIdleStrategy::new),
  /** Offers the core to other threads and looks again, for ever. */
  YIELD(false, YieldingIdleStrategy::new),
  /**
   * Agrona's backoff: spins, then yields, then sleeps for longer and longer, up to a millisecond.
   */
  BACKOFF(false, BackoffIdleStrategy::new);

  private final boolean spins;
  private final Supplier<IdleStrategy> strategy;

  RingIdle(final boolean spins, final Supplier<IdleStrategy> strategy) {
    this.spins = spins;
    this.strategy = strategy;
  }

  /** Whether waiting spins before it sleeps on the futex. */
  boolean spins() {
    return spins;
  }

  /** A strategy that replaces spinning and sleeping, or null. */
  IdleStrategy strategy() {
    return strategy == null ? null : strategy.get();
  }

  /**
   * Reads a name as it stands in a configuration.
   *
   * @param text a constant's name in any case
   * @return the constant
   * @throws IllegalArgumentException if there is none of that name
   */
  public static RingIdle parse(final String text) {
    return valueOf(text.strip().toUpperCase(Locale.ROOT));
  }
}
