package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.error.RpcException;
import java.util.List;

/** What {@link CounterCalls} do on the byte transports, which know no sessions. */
interface CounterMethods extends CounterCalls {
  /**
   * Gives the counters of the cancellable streams.
   *
   * @return the counters
   */
  CancelProbe probe();

  @Override
  default List<Long> cancelProbeCounters() {
    return probe().counters();
  }

  @Override
  default void resetCancelProbe() {
    probe().reset();
  }

  @Override
  default long openCounter(final long initial) {
    throw new RpcException("RuntimeError", "sessions need a transport that carries them: HTTP");
  }

  @Override
  default long incrementCounter(final long by) {
    throw noSession();
  }

  @Override
  default long closeCounter() {
    throw noSession();
  }

  /**
   * Makes the error of a method that counts in a session.
   *
   * @return the error
   */
  static RpcException noSession() {
    return new RpcException("RuntimeError", "the call belongs to no session with a counter");
  }
}
