package dev.millrace.dispatch.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.service.MethodKind;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;

/**
 * A stream as a proxy returns it; the declared type of the method decides which half the caller
 * sees.
 */
final class TypedStream<H> implements ProducerStream<H>, ExchangeStream<H> {
  private final RawSession session;
  private final H header;
  private final MethodKind kind;

  TypedStream(final RawSession session, final H header, final MethodKind kind) {
    this.session = session;
    this.header = header;
    this.kind = kind;
  }

  @Override
  public H header() {
    return header;
  }

  @Override
  public RecordBatch next(final Metadata tick) {
    return session.tick(tick);
  }

  @Override
  public ProducerStream<H> readAhead(final boolean on) {
    session.readAhead(on);
    return this;
  }

  @Override
  public BatchBuilder builder(final Schema schema) {
    return session.builder(schema);
  }

  @Override
  public RecordBatch exchange(final BatchBuffers input, final Metadata metadata) {
    final RecordBatch output = session.exchange(input, metadata);
    if (output == null) {
      throw new RpcException("ProtocolError", "the server ended an exchange");
    }
    return output;
  }

  @Override
  public ProducerStream<H> asProducer() {
    if (kind == MethodKind.EXCHANGE) {
      throw new IllegalStateException("this stream is an exchange");
    }
    return this;
  }

  @Override
  public ExchangeStream<H> asExchange() {
    if (kind == MethodKind.PRODUCER) {
      throw new IllegalStateException("this stream is a producer");
    }
    return this;
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public void close() {
    session.close();
  }
}
