package dev.millrace.dispatch;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;

/**
 * A stream that answers every batch with a batch until the client closes it.
 *
 * @param <H> record that precedes the output, {@link Void} when there is none
 */
public non-sealed interface ExchangeStream<H> extends RpcStream<H> {

  /**
   * Service: makes the stream a method returns.
   *
   * @param input schema the caller's batches are brought to
   * @param output schema of every answer
   * @param header sent before the output; null when the method declares none
   * @param exchange answers the batches
   * @param <H> type of the header
   * @return the stream
   */
  static <H> ExchangeStream<H> of(
      final Schema input, final Schema output, final H header, final Exchange exchange) {
    return new ServedExchange<>(input, output, header, exchange);
  }

  /**
   * Service: makes the stream a method without a header returns.
   *
   * @param input schema the caller's batches are brought to
   * @param output schema of every answer
   * @param exchange answers the batches
   * @return the stream
   */
  static ExchangeStream<Void> of(final Schema input, final Schema output, final Exchange exchange) {
    return new ServedExchange<>(input, output, null, exchange);
  }

  /**
   * Client: gives a builder for the next input, empty, over memory of the connection: what is built
   * is what is sent, without a copy even where it goes through a shared segment.
   *
   * @param input schema of the batches; the same in every call
   * @return the builder, to be used until its batch was sent; the same one every time
   */
  BatchBuilder builder(Schema input);

  /**
   * Client: sends a batch and waits for its answer.
   *
   * @param input the batch; every batch of a stream has the schema of its first
   * @return a view that is valid until the next call on this connection
   */
  default RecordBatch exchange(final BatchBuffers input) {
    return exchange(input, Metadata.EMPTY);
  }

  /**
   * Client: sends a batch with metadata and waits for its answer.
   *
   * @param input the batch; every batch of a stream has the schema of its first
   * @param metadata sent along with the batch
   * @return a view that is valid until the next call on this connection
   * @throws dev.millrace.dispatch.error.RpcException when the server failed, or this stream was
   *     cancelled
   */
  RecordBatch exchange(BatchBuffers input, Metadata metadata);
}
