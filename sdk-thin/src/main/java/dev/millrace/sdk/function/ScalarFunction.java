package dev.millrace.sdk.function;

import dev.millrace.wire.schema.Field;

/** A function that gives one value for each row. */
public non-sealed interface ScalarFunction extends VgiFunction {

  /**
   * Decides the type of the result. Called while a query is planned, possibly more than once, and
   * again before the first row; it must not have side effects. The default is the declared type.
   *
   * @param call constants and input columns of the call
   * @return the type as a field; its name does not matter
   */
  default Field bind(final BindCall call) {
    return declaration()
        .result()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "function '"
                        + declaration().name()
                        + "' declares no result and does not bind one"));
  }

  /**
   * Prepares to evaluate rows on one connection.
   *
   * @param call constants, input columns and result of the call
   * @return the evaluator, used by one thread until the connection's stream ends
   * @throws Exception any failure; it ends the call with its message
   */
  ScalarKernel open(ScanCall call) throws Exception;
}
