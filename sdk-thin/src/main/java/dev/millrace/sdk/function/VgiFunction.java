package dev.millrace.sdk.function;

/**
 * A function that a worker serves. Each kind is an interface of its own; which ones exist is fixed
 * by the protocol.
 *
 * <p>One instance serves every call, from several threads at once: state of a call belongs into the
 * objects that {@code open} makes, which stay on one thread.
 */
public sealed interface VgiFunction permits ScalarFunction, TableFunction, TableInOutFunction {

  /**
   * Tells how the function is called and what it promises.
   *
   * @return the declaration; the same every time
   */
  Declaration declaration();
}
