package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.Exchange;
import dev.millrace.dispatch.ServedExchange;
import dev.millrace.dispatch.StreamInput;
import dev.millrace.dispatch.cast.InputCoercion;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.wire.schema.Metadata;

/** Turns of an exchange: every input batch is brought to the declared schema and answered. */
final class ExchangeTurns extends StreamTurns implements StreamInput {
  private final Exchange exchange;
  private final InputCoercion coercion;
  private RecordBatch received;
  private RecordBatch coerced;

  ExchangeTurns(
      final ConnectionParts parts,
      final ServerCallContext context,
      final OutStream out,
      final ServedExchange<?> stream) {
    super(parts, context, out, false);
    this.exchange = stream.exchange();
    this.coercion = new InputCoercion(stream.input(), parts.memory());
  }

  @Override
  void turn(final RecordBatch input) throws Exception {
    received = input;
    coerced = coercion.coerce(input);
    exchange.exchange(this, output);
  }

  @Override
  void onInputEnd() throws Exception {
    exchange.onInputEnd();
  }

  @Override
  void onCancel(final CallContext callContext) {
    exchange.onCancel(callContext);
  }

  @Override
  void onClose() {
    coercion.close();
    exchange.onClose();
  }

  @Override
  public RecordBatch batch() {
    return coerced;
  }

  @Override
  public Metadata metadata() {
    return InputMetadata.of(received);
  }

  @Override
  public boolean hasMetadata(final byte[] key) {
    return received.customMetadata().indexOf(key) >= 0;
  }

  @Override
  public CallContext context() {
    return context;
  }
}
