package dev.millrace.sdk.function;

/** Takes the batches of a {@link TableProducer}. Valid during one {@link TableProducer#produce}. */
public non-sealed interface TableOutput extends BatchOutput {

  /** Ends the table after what was emitted in this call, if anything. */
  void finish();
}
