package dev.millrace.dispatch;

import dev.millrace.codec.RecordBatch;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.Objects;

/**
 * A producer stream as a service hands it to the server. It is a description; only a connection
 * drives it.
 *
 * @param output schema of every batch
 * @param header sent before the output, or null
 * @param producer makes the batches
 * @param <H> type of the header
 */
public record ServedProducer<H>(Schema output, H header, Producer producer)
    implements ProducerStream<H> {

  /** Checks the parts. */
  public ServedProducer {
    Objects.requireNonNull(output, "output schema");
    Objects.requireNonNull(producer, "producer");
  }

  @Override
  public RecordBatch next(final Metadata tick) {
    throw ServedExchange.notDriven();
  }

  @Override
  public ProducerStream<H> readAhead(final boolean on) {
    throw ServedExchange.notDriven();
  }

  @Override
  public ProducerStream<H> asProducer() {
    return this;
  }

  @Override
  public ExchangeStream<H> asExchange() {
    throw new IllegalStateException("this stream is a producer");
  }

  @Override
  public void cancel() {
    throw ServedExchange.notDriven();
  }

  @Override
  public void close() {
    throw ServedExchange.notDriven();
  }
}
