package dev.millrace.dispatch.transport;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;

/**
 * One Arrow stream after the other on one schema into a {@link Sender}. The schema message goes out
 * with the first batch or with the end, whichever comes first, so that a small answer is one write.
 */
public final class OutStream {
  private final Sender sender;
  private final BuilderMemory memory;
  private final StreamWriter writer;
  private BatchBuilder empty;
  private boolean open;

  /**
   * Makes the stream.
   *
   * @param sender where messages go
   * @param schema schema of the streams
   * @param memory where batches without rows are built
   */
  public OutStream(final Sender sender, final Schema schema, final BuilderMemory memory) {
    this.sender = sender;
    this.memory = memory;
    this.writer = new StreamWriter(schema, WriteOptions.DEFAULT, sender.waiting());
  }

  /**
   * Gives the schema.
   *
   * @return the schema of every stream
   */
  public Schema schema() {
    return writer.schema();
  }

  /**
   * Adds a batch.
   *
   * @param batch must stay as it is until the sender was flushed
   * @param metadata its metadata
   */
  public void batch(final BatchBuffers batch, final Metadata metadata) {
    begin();
    writer.batch(batch, metadata, sender.waiting());
  }

  /**
   * Adds a batch without rows: a log message, an error, a tick, the result of a void call.
   *
   * @param metadata its metadata
   * @throws IOException when the connection broke
   */
  public void noRows(final Metadata metadata) throws IOException {
    if (empty == null) {
      empty = new BatchBuilder(schema(), memory);
    }
    batch(empty, metadata);
    sender.flushIfMuch();
  }

  /** Ends the stream; the next batch begins another. */
  public void end() {
    begin();
    open = false;
    writer.end(sender.waiting());
  }

  /**
   * Tells whether a stream was begun and not ended.
   *
   * @return true in between
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * Sends what waits when nothing was sent for a while.
   *
   * @throws IOException when the connection broke
   */
  public void flushIfStale() throws IOException {
    sender.flushIfStale();
  }

  private void begin() {
    if (!open) {
      open = true;
      writer.reset();
    }
  }
}
