package dev.millrace.dispatch.server;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;

/**
 * Brings emitted batches to the declared output schema without copying them (clause RSTREAM-13).
 */
final class OutputProjection {
  private final Schema declared;

  OutputProjection(final Schema declared) {
    this.declared = declared;
  }

  BatchBuffers project(final BatchBuffers batch) {
    if (SchemaCheck.equalIgnoringMetadata(declared, batch.schema())) {
      return batch;
    }
    throw Refusals.typeError("Output schema mismatch");
  }
}
