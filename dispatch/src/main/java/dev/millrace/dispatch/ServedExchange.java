package dev.millrace.dispatch;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.Objects;

/**
 * An exchange stream as a service hands it to the server. It is a description; only a connection
 * drives it.
 *
 * @param input schema the caller's batches are brought to
 * @param output schema of every answer
 * @param header sent before the output, or null
 * @param exchange answers the batches
 * @param <H> type of the header
 */
public record ServedExchange<H>(Schema input, Schema output, H header, Exchange exchange)
    implements ExchangeStream<H> {

  /** Checks the parts. */
  public ServedExchange {
    Objects.requireNonNull(input, "input schema");
    Objects.requireNonNull(output, "output schema");
    Objects.requireNonNull(exchange, "exchange");
  }

  @Override
  public RecordBatch exchange(final BatchBuffers batch, final Metadata metadata) {
    throw notDriven();
  }

  @Override
  public BatchBuilder builder(final Schema schema) {
    throw notDriven();
  }

  @Override
  public ProducerStream<H> asProducer() {
    throw new IllegalStateException("this stream is an exchange");
  }

  @Override
  public ExchangeStream<H> asExchange() {
    return this;
  }

  @Override
  public void cancel() {
    throw notDriven();
  }

  @Override
  public void close() {
    throw notDriven();
  }

  static IllegalStateException notDriven() {
    return new IllegalStateException("a stream is driven by a connection, not by its service");
  }
}
