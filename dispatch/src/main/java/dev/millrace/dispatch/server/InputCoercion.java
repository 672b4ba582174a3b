package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;

/** Brings the batches of an exchange to its declared input schema (clause RSTREAM-12). */
final class InputCoercion implements AutoCloseable {
  private final Schema declared;
  private final BuilderMemory memory;
  private Schema accepted;

  InputCoercion(final Schema declared, final BuilderMemory memory) {
    this.declared = declared;
    this.memory = memory;
  }

  RecordBatch coerce(final RecordBatch input) {
    if (input.schema() == accepted) {
      return input;
    }
    if (SchemaCheck.equalIgnoringMetadata(declared, input.schema())) {
      accepted = input.schema();
      return input;
    }
    throw Refusals.typeError("Input schema mismatch");
  }

  @Override
  public void close() {}
}
