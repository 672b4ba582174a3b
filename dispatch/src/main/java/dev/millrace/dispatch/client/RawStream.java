package dev.millrace.dispatch.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;

/**
 * A stream on batches and metadata, as {@link RpcClient#openStream} gives it. Not thread-safe.
 * Every view is valid until the next call on the connection.
 */
public interface RawStream extends AutoCloseable {

  /**
   * Gives the header row.
   *
   * @return a detached copy that stays valid, or null when the stream has no header
   */
  RecordBatch header();

  /**
   * Sends a tick and waits for the next batch.
   *
   * @param metadata metadata of the tick
   * @return the batch with its metadata, or null when the server has finished
   */
  RecordBatch tick(Metadata metadata);

  /**
   * Sets whether ticks are sent ahead, see {@link dev.millrace.dispatch.ProducerStream#readAhead}.
   *
   * @param on true to keep ticks in flight
   * @return this
   */
  RawStream readAhead(boolean on);

  /**
   * Gives a builder for the next input, see {@link dev.millrace.dispatch.ExchangeStream#builder}.
   *
   * @param schema schema of the batches; the same in every call
   * @return the builder, emptied
   */
  BatchBuilder builder(Schema schema);

  /**
   * Sends a batch and waits for the answer.
   *
   * @param input the batch
   * @param metadata sent along
   * @return the answer with its metadata, or null when the server has ended the stream
   */
  RecordBatch exchange(BatchBuffers input, Metadata metadata);

  /** Cancels the stream; the first call counts. */
  void cancel();

  /** Ends the stream and reads it to its end; the first call counts. */
  @Override
  void close();
}
