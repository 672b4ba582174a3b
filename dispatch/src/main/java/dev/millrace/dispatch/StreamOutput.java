package dev.millrace.dispatch;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;

/**
 * Where a stream's handler puts what one turn gives. Every turn emits exactly one batch, except
 * that a producer may {@link #finish} with or without a last one ([RSTREAM-7]).
 *
 * <p>What was emitted is written when the handler returns, so the memory behind it must stay as it
 * is until then; a handler that throws has emitted nothing.
 */
public interface StreamOutput {

  /**
   * Gives the builder of the output schema, empty, over memory of the connection: what is built is
   * what is sent, no copy is made. The same builder comes back in every turn.
   *
   * @return the builder, reset at its first use in a turn
   */
  BatchBuilder builder();

  /** Emits what the {@link #builder} holds. */
  default void emit() {
    emit(Metadata.EMPTY);
  }

  /**
   * Emits what the {@link #builder} holds.
   *
   * @param metadata sent along with the batch
   */
  void emit(Metadata metadata);

  /**
   * Emits a batch from elsewhere without copying it: a received one, a mapped file's, another
   * builder's. Columns are taken by name; those that the output schema lacks are left out.
   *
   * @param batch the batch
   */
  default void emit(final BatchBuffers batch) {
    emit(batch, Metadata.EMPTY);
  }

  /**
   * Emits a batch from elsewhere without copying it, with metadata.
   *
   * @param batch the batch
   * @param metadata sent along with the batch
   */
  void emit(BatchBuffers batch, Metadata metadata);

  /**
   * Ends the stream after this turn.
   *
   * @throws IllegalStateException in an exchange, which only its caller ends
   */
  void finish();

  /**
   * Gives the schema every emitted batch is sent in.
   *
   * @return the output schema
   */
  Schema schema();

  /**
   * Gives the context of the stream.
   *
   * @return the context
   */
  CallContext context();
}
