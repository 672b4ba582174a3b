package dev.millrace.sdk.function;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.wire.schema.Metadata;

/**
 * Takes the batches that a function gives. Valid during one call of the function, in which at most
 * one batch is emitted.
 */
public sealed interface BatchOutput permits TableOutput, TransformOutput {

  /**
   * Gives the builder to fill, emptied. Its memory is that of the message to be sent, so that
   * values are written once. It has the columns of {@link ScanCall#outputSchema}.
   *
   * @return the builder, the connection's own; to be used until {@link #emit()}
   */
  BatchBuilder builder();

  /** Emits what {@link #builder} holds. */
  default void emit() {
    emit(Metadata.EMPTY);
  }

  /**
   * Emits what {@link #builder} holds, with metadata on the batch.
   *
   * @param metadata application keys
   */
  void emit(Metadata metadata);

  /**
   * Emits a batch that lies elsewhere, without a copy. Its columns are those of {@link
   * ScanCall#outputSchema}.
   *
   * @param batch the batch; its memory must stay as it is until the function is called again
   */
  void emit(BatchBuffers batch);

  /**
   * Sends a message to the client's log.
   *
   * @param level how much it matters
   * @param message the text
   */
  void log(LogLevel level, String message);
}
