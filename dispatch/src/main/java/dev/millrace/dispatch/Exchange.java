package dev.millrace.dispatch;

/**
 * The serving side of an exchange stream: one batch out for every batch in. Called on the
 * connection's thread only.
 */
@FunctionalInterface
public interface Exchange {

  /**
   * Answers one batch with exactly one batch.
   *
   * @param in the caller's batch
   * @param out where the answer goes
   * @throws Exception to fail the stream; the caller receives it as an error
   */
  void exchange(StreamInput in, StreamOutput out) throws Exception;

  /**
   * Called when the caller has ended its input in good order, before it sees the end of the output.
   *
   * @throws Exception to fail the stream; the caller receives it as an error
   */
  default void onInputEnd() throws Exception {}

  /**
   * Called at most once, when the caller cancels the stream. What it throws is ignored.
   *
   * @param context the stream's context
   */
  default void onCancel(final CallContext context) {}

  /**
   * Called exactly once when the stream is over, for whatever reason: failed, cancelled, closed by
   * the caller, or its connection gone. The place to release what the stream holds.
   */
  default void onClose() {}
}
