package dev.millrace.sdk.function;

/** Produces the rows of a table function on one connection. Stays on one thread. */
@FunctionalInterface
public interface TableProducer {

  /**
   * Produces the next batch: emits exactly one batch, or finishes, or both. A batch without rows
   * does not end the table.
   *
   * @param out takes the batch
   * @throws Exception any failure; it ends the query with its message
   */
  void produce(TableOutput out) throws Exception;

  /** Takes note that the reader wants no more rows. Called at most once, before {@link #close}. */
  default void cancel() {}

  /**
   * Lets go of resources. Called once, after the last {@link #produce}, however the stream ended.
   */
  default void close() {}
}
