package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.spec.kit.record.ConformanceHeader;
import dev.millrace.spec.kit.record.RichHeader;

/** Methods that open producer streams. */
public interface ProducerCalls {
  /**
   * Gives one-row batches.
   *
   * @param count how many batches
   * @return the stream
   */
  ProducerStream<Void> produceN(long count);

  /**
   * Gives nothing.
   *
   * @return the stream
   */
  ProducerStream<Void> produceEmpty();

  /**
   * Gives one batch.
   *
   * @return the stream
   */
  ProducerStream<Void> produceSingle();

  /**
   * Gives batches of many rows.
   *
   * @param rowsPerBatch rows of each batch
   * @param batchCount how many batches
   * @return the stream
   */
  ProducerStream<Void> produceLargeBatches(long rowsPerBatch, long batchCount);

  /**
   * Gives batches that each carry metadata of their own.
   *
   * @param count how many batches
   * @param rowsPerBatch rows of each batch
   * @return the stream
   */
  ProducerStream<Void> produceAnnotatedBatches(long count, long rowsPerBatch);

  /**
   * Reports the metadata of each tick, and finishes in the turn of the last batch.
   *
   * @param count how many batches
   * @return the stream
   */
  ProducerStream<Void> produceTickMetadata(long count);

  /**
   * Logs before each batch.
   *
   * @param count how many batches
   * @return the stream
   */
  ProducerStream<Void> produceWithLogs(long count);

  /**
   * Fails after some batches.
   *
   * @param emitBeforeError how many batches come before the error
   * @return the stream
   */
  ProducerStream<Void> produceErrorMidStream(long emitBeforeError);

  /**
   * Fails before there is a stream.
   *
   * @return never
   */
  ProducerStream<Void> produceErrorOnInit();

  /**
   * Gives one large batch.
   *
   * @param rowsPerBatch rows of each batch
   * @return the stream
   */
  ProducerStream<Void> produceOversizedBatch(long rowsPerBatch);

  /**
   * Gives one-row batches after a header.
   *
   * @param count how many batches
   * @return the stream
   */
  ProducerStream<ConformanceHeader> produceWithHeader(long count);

  /**
   * Logs, sends a header, gives one-row batches.
   *
   * @param count how many batches
   * @param ctx the call, to log to
   * @return the stream
   */
  ProducerStream<ConformanceHeader> produceWithHeaderAndLogs(long count, CallContext ctx);

  /**
   * Gives one-row batches after a header with many types.
   *
   * @param seed seed of the header
   * @param count how many batches
   * @return the stream
   */
  ProducerStream<RichHeader> produceWithRichHeader(long seed, long count);

  /**
   * Gives batches whose schema the arguments decide.
   *
   * @param seed seed of the header
   * @param count how many batches
   * @param includeStrings whether there is a text column
   * @param includeFloats whether there is a float column
   * @return the stream
   */
  ProducerStream<RichHeader> produceDynamicSchema(
      long seed, long count, boolean includeStrings, boolean includeFloats);

  /**
   * Gives batches until it is cancelled, and counts.
   *
   * @return the stream
   */
  ProducerStream<Void> cancellableProducer();

  /**
   * Counts in a session; fails where there is none.
   *
   * @param count how many batches
   * @return the stream
   */
  ProducerStream<Void> streamSessionCounter(long count);
}
