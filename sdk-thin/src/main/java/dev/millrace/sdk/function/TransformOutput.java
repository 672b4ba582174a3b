package dev.millrace.sdk.function;

/**
 * Takes the batches of a {@link TableTransform}. Valid during one {@link TableTransform#transform}
 * or {@link TableTransform#resume}. Where nothing is emitted the client gets a batch without rows.
 */
public non-sealed interface TransformOutput extends BatchOutput {

  /**
   * Says that the rows at hand give more than the batch of this call: {@link TableTransform#resume}
   * is called before any further input. For functions that make many rows of one; not every client
   * of the protocol's older lines knows it.
   */
  void more();
}
