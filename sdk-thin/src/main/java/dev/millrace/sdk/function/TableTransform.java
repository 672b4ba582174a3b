package dev.millrace.sdk.function;

import dev.millrace.codec.RecordBatch;

/**
 * Turns the rows of one stream of a table-in-out call into others. Stays on one thread.
 *
 * <p>A call may have several such streams, on connections and possibly in processes of their own,
 * each with a part of the input.
 */
@FunctionalInterface
public interface TableTransform {

  /**
   * Takes a batch of input, which may have no rows, and emits at most one batch of any number of
   * rows.
   *
   * @param rows the input, in columns of {@link BindCall#input}; valid until this object is called
   *     again or closed
   * @param out takes the batch
   * @throws Exception any failure; it ends the call with its message
   */
  void transform(RecordBatch rows, TransformOutput out) throws Exception;

  /**
   * Goes on with the last input after {@link TransformOutput#more}. Its views are dead by now.
   *
   * @param out takes the next batch
   * @throws Exception any failure; it ends the call with its message
   */
  default void resume(final TransformOutput out) throws Exception {
    throw new IllegalStateException("more() was said by a function that can't resume");
  }

  /**
   * Takes note that this stream's input has ended. Called at most once, not after a failure or a
   * cancel.
   *
   * @return what {@link TableInOutFunction#openFinalize} of this stream gets, possibly in another
   *     process; ignored where the function declares no finalize
   * @throws Exception any failure; it ends the call with its message
   */
  default byte[] inputEnded() throws Exception {
    return new byte[0];
  }

  /** Takes note that the client wants no more rows. Called at most once, before {@link #close}. */
  default void cancel() {}

  /** Lets go of resources. Called once, however the stream ended. */
  default void close() {}
}
