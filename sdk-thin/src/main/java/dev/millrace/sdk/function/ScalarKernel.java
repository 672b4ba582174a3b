package dev.millrace.sdk.function;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.ColumnBuilder;

/** Evaluates rows of one scalar call. Stays on one thread. */
@FunctionalInterface
public interface ScalarKernel {

  /**
   * Evaluates one batch. NULL arguments reach it: unless the function is declared to handle NULLs
   * in a way of its own, the result for them must be NULL.
   *
   * @param rows the columns declared as such, in declaration order and of the declared types; valid
   *     for this call only
   * @param result empty builder of the result type; must have one value for each row afterwards
   * @throws Exception any failure; it ends the call with its message
   */
  void evaluate(RecordBatch rows, ColumnBuilder result) throws Exception;
}
