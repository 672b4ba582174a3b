package dev.millrace.dispatch.transport;

import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.wire.schema.Schema;
import java.util.HashMap;
import java.util.Map;

/**
 * The writers of a connection by schema, so that a schema is encoded once and not for every call.
 * Bounded: a service whose schemas never repeat does not make a connection grow.
 */
public final class OutStreams {
  private static final int KEPT = 64;

  private final Sender sender;
  private final BuilderMemory memory;
  private final Map<Schema, OutStream> bySchema = new HashMap<>();
  private OutStream last;

  /**
   * Makes the writers of a connection.
   *
   * @param sender where messages go
   * @param memory where batches without rows are built
   */
  public OutStreams(final Sender sender, final BuilderMemory memory) {
    this.sender = sender;
    this.memory = memory;
    this.last = new OutStream(sender, Schema.EMPTY, memory);
    bySchema.put(Schema.EMPTY, last);
  }

  /**
   * Finds or makes the writer of a schema.
   *
   * @param schema the schema
   * @return its writer, no stream open on it
   */
  public OutStream of(final Schema schema) {
    if (last.schema() == schema && !last.isOpen()) {
      return last;
    }
    OutStream found = bySchema.get(schema);
    if (found == null || found.isOpen()) {
      // one that was left open belongs to a call that failed half-way
      if (bySchema.size() >= KEPT) {
        bySchema.clear();
      }
      found = new OutStream(sender, schema, memory);
      bySchema.put(schema, found);
    }
    last = found;
    return found;
  }
}
