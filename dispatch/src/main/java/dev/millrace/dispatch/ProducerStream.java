package dev.millrace.dispatch;

import dev.millrace.codec.RecordBatch;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;

/**
 * A stream that gives a batch for every tick until the server finishes it.
 *
 * @param <H> record that precedes the output, {@link Void} when there is none
 */
public non-sealed interface ProducerStream<H> extends RpcStream<H> {

  /**
   * Service: makes the stream a method returns.
   *
   * @param output schema of every batch
   * @param header sent before the output; null when the method declares none
   * @param producer makes the batches
   * @param <H> type of the header
   * @return the stream
   */
  static <H> ProducerStream<H> of(final Schema output, final H header, final Producer producer) {
    return new ServedProducer<>(output, header, producer);
  }

  /**
   * Service: makes the stream a method without a header returns.
   *
   * @param output schema of every batch
   * @param producer makes the batches
   * @return the stream
   */
  static ProducerStream<Void> of(final Schema output, final Producer producer) {
    return new ServedProducer<>(output, null, producer);
  }

  /**
   * Client: asks for the next batch.
   *
   * @return a view that is valid until the next call on this connection, or null at the end
   */
  default RecordBatch next() {
    return next(Metadata.EMPTY);
  }

  /**
   * Client: asks for the next batch, with metadata for the producer.
   *
   * @param tick metadata of the tick
   * @return a view that is valid until the next call on this connection, or null at the end
   * @throws dev.millrace.dispatch.error.RpcException when the server failed, or this stream was
   *     cancelled
   */
  RecordBatch next(Metadata tick);

  /**
   * Client: sets whether {@link #next} asks for the batches after the one it returns, so that the
   * producer works while this side consumes ([RSTREAM-15]): for two of them; for one where they
   * come through a segment and are large, or the producer does not release by tick ([SHM-15]). Off
   * at first. The metadata given to {@code next} then goes with the ticks sent ahead.
   *
   * @param on true to keep ticks in flight
   * @return this
   */
  ProducerStream<H> readAhead(boolean on);
}
