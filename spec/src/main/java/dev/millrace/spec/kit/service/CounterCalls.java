package dev.millrace.spec.kit.service;

import java.util.List;

/** Unary methods on counters that outlive a call. */
public interface CounterCalls {
  /**
   * Tells how often the cancellable streams were asked and cancelled.
   *
   * @return productions, exchanges, cancellations
   */
  List<Long> cancelProbeCounters();

  /** Sets those counters to zero. */
  void resetCancelProbe();

  /**
   * Opens a session with a counter; fails where there are no sessions.
   *
   * @param initial first value
   * @return the first value
   */
  long openCounter(long initial);

  /**
   * Adds to the session's counter; fails without a session.
   *
   * @param by what to add
   * @return the new value
   */
  long incrementCounter(long by);

  /**
   * Ends the session; fails without one.
   *
   * @return the last value
   */
  long closeCounter();
}
