package dev.millrace.spec.kit.record;

import dev.millrace.codec.RecordBatch;
import dev.millrace.wire.schema.Schema;

/**
 * Arrow inside Arrow: a batch and a schema as values.
 *
 * @param batch a batch, valid as long as the message it came in
 * @param schema a schema
 */
public record EmbeddedArrow(RecordBatch batch, Schema schema) {}
