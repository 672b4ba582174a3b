package dev.millrace.sdk.function;

import dev.millrace.wire.schema.Schema;

/**
 * A function that turns a table into another while it streams by: {@code SELECT * FROM f((SELECT
 * ...))}.
 *
 * <p>A query binds it ({@link #bind}) to the columns of its input and then sends the rows over one
 * or more streams ({@link #open}), each answered batch by batch. A function that declares a
 * finalize ({@link Declaration.Builder#hasFinalize}) gives further rows after the end of a stream's
 * input ({@link #openFinalize}).
 */
public non-sealed interface TableInOutFunction extends VgiFunction {

  /** What {@link #maxWorkers} answers for a function that sets no limit. */
  int ANY_NUMBER = 99_999;

  /**
   * Decides the columns. Called while a query is planned, possibly more than once, and again before
   * the first row; it must not have side effects.
   *
   * @param call the arguments, and the columns of the input in {@link BindCall#input}
   * @return the columns of the result
   * @throws Exception any failure; it becomes an error of the query's planning
   */
  Schema bind(BindCall call) throws Exception;

  /**
   * Decides how many streams a call may have at most.
   *
   * @return at least 1; what is declared by default, {@link #ANY_NUMBER} where nothing is
   */
  default int maxWorkers() {
    return declaration().maxWorkersOr(ANY_NUMBER);
  }

  /**
   * Opens the transformation of one stream.
   *
   * @param call arguments, columns, projection and storage of the call
   * @return the transformation, used by one thread until its stream ends
   * @throws Exception any failure; it ends the call
   */
  TableTransform open(ScanCall call) throws Exception;

  /**
   * Opens what follows the input of one stream. Called for functions that declare a finalize only.
   *
   * @param call arguments, columns, projection and storage of the call
   * @param state what {@link TableTransform#inputEnded} of that stream gave; empty when it had no
   *     input
   * @return gives the rows, used by one thread until they end
   * @throws Exception any failure; it ends the call
   */
  default TableProducer openFinalize(final ScanCall call, final byte[] state) throws Exception {
    return TableOutput::finish;
  }
}
