package dev.millrace.sdk.function;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.wire.schema.Metadata;

/** Takes the batches of a {@link TableProducer}. Valid during one {@link TableProducer#produce}. */
public interface TableOutput {

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
   * @param batch the batch; its memory must stay as it is until this returns
   */
  void emit(BatchBuffers batch);

  /** Ends the table after what was emitted in this call, if anything. */
  void finish();

  /**
   * Sends a message to the client's log.
   *
   * @param level how much it matters
   * @param message the text
   */
  void log(LogLevel level, String message);
}
