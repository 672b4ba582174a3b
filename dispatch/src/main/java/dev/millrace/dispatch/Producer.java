package dev.millrace.dispatch;

/**
 * The serving side of a producer stream: asked for one batch at a time. Called on the connection's
 * thread only.
 */
@FunctionalInterface
public interface Producer {

  /**
   * Emits the next batch, finishes, or both.
   *
   * @param tick the caller's request
   * @param out where the batch goes
   * @throws Exception to fail the stream; the caller receives it as an error
   */
  void produce(Tick tick, StreamOutput out) throws Exception;

  /**
   * Called at most once, when the caller cancels the stream. What it throws is ignored.
   *
   * @param context the stream's context
   */
  default void onCancel(final CallContext context) {}

  /**
   * Called exactly once when the stream is over, for whatever reason: finished, failed, cancelled,
   * closed by the caller, or its connection gone. The place to release what the stream holds.
   */
  default void onClose() {}
}
