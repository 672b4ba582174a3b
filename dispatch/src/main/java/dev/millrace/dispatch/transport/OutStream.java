package dev.millrace.dispatch.transport;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One Arrow stream after the other on one schema into a {@link Sender}. The schema message goes out
 * with the first batch or with the end, whichever comes first, so that a small answer is one write.
 */
public final class OutStream {
  private final Sender sender;
  private final BuilderMemory memory;
  private final StreamWriter writer;
  private final boolean columns;
  private BatchBuilder empty;
  private boolean open;

  /** The last stream of one batch without columns, encoded when it came twice in a row. */
  private MemorySegment whole;

  private Metadata wholeMetadata;
  private long wholeRows;

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
    this.columns = !schema.fields().isEmpty();
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
    batch(empty(), metadata);
    sender.flushIfMuch();
  }

  /**
   * Sends a stream of one batch, from its schema to its end. One without columns that repeats the
   * last one, as calls without parameters and without results do, is not encoded again.
   *
   * @param batch must stay as it is until the sender was flushed
   * @param metadata its metadata
   * @throws IllegalStateException when a stream is open
   */
  public void whole(final BatchBuffers batch, final Metadata metadata) {
    if (open) {
      throw new IllegalStateException("a stream is open");
    }
    if (!columns && metadata == wholeMetadata && batch.rowCount() == wholeRows) {
      if (whole == null) {
        whole = encoded(batch, metadata);
      }
      sender.waiting().add(whole, 0, whole.byteSize());
      return;
    }
    encode(batch, metadata, sender.waiting());
    whole = null;
    wholeMetadata = metadata;
    wholeRows = batch.rowCount();
  }

  private void encode(final BatchBuffers batch, final Metadata metadata, final Gather target) {
    writer.reset();
    writer.batch(batch, metadata, target);
    writer.end(target);
  }

  private MemorySegment encoded(final BatchBuffers batch, final Metadata metadata) {
    final Gather bytes = new Gather();
    encode(batch, metadata, bytes);
    final MemorySegment copy = Arena.ofAuto().allocate(bytes.totalLength());
    bytes.copyTo(copy, 0);
    return copy;
  }

  /**
   * Sends a stream of one batch without rows.
   *
   * @param metadata its metadata
   */
  public void whole(final Metadata metadata) {
    whole(empty(), metadata);
  }

  private BatchBuilder empty() {
    if (empty == null) {
      empty = new BatchBuilder(schema(), memory);
    }
    return empty;
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
