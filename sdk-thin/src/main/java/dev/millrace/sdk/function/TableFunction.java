package dev.millrace.sdk.function;

import dev.millrace.wire.schema.Schema;
import java.util.List;
import java.util.Map;

/**
 * A function that produces a table from constant arguments.
 *
 * <p>A query binds it ({@link #bind}), begins one execution ({@link #begin}, once) and then reads
 * from one or more producers ({@link #open}), each on a connection of its own and possibly in a
 * process of its own. What producers of an execution have to share goes through {@link
 * ScanCall#storage}.
 */
public non-sealed interface TableFunction extends VgiFunction {

  /**
   * Decides the columns. Called while a query is planned, possibly more than once, and again before
   * the first row; it must not have side effects.
   *
   * @param call the arguments
   * @return the columns of the table
   * @throws Exception any failure; it becomes an error of the query's planning
   */
  Schema bind(BindCall call) throws Exception;

  /**
   * Estimates the number of rows.
   *
   * @param call the arguments
   * @return the estimate, {@link Cardinality#UNKNOWN} by default
   * @throws Exception any failure; it becomes an error of the query's planning
   */
  default Cardinality cardinality(final BindCall call) throws Exception {
    return Cardinality.UNKNOWN;
  }

  /**
   * Tells what is known about the values of the bound columns.
   *
   * @param call the arguments
   * @return statistics of some of the columns; none by default
   * @throws Exception any failure; it becomes an error of the query's planning
   */
  default List<ColumnStatistics> statistics(final BindCall call) throws Exception {
    return List.of();
  }

  /**
   * Decides how many producers an execution may have at most.
   *
   * @param call the arguments
   * @return at least 1; what is declared by default
   */
  default int maxWorkers(final BindCall call) {
    return declaration().maxWorkers();
  }

  /**
   * Begins an execution: runs once, before the first producer is opened, in whichever process the
   * first connection leads to. The place to divide work.
   *
   * @param call arguments and storage of the execution
   * @throws Exception any failure; it ends the execution before its first row
   */
  default void begin(final ScanCall call) throws Exception {}

  /**
   * Opens a producer on one connection.
   *
   * @param call arguments, projection and storage of the execution
   * @return the producer, used by one thread until its stream ends
   * @throws Exception any failure; it ends the execution
   */
  TableProducer open(ScanCall call) throws Exception;

  /**
   * Tells about a scan that has ended, for a query's profile.
   *
   * @param call the arguments
   * @return what to print, in order; empty by default
   */
  default Map<String, String> profile(final BindCall call) {
    return Map.of();
  }
}
