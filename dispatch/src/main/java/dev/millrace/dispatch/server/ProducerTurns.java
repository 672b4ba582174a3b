package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.Producer;
import dev.millrace.dispatch.ServedProducer;
import dev.millrace.dispatch.Tick;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.wire.schema.Metadata;

/** Turns of a producer: every input batch is a tick, whatever else it holds. */
final class ProducerTurns extends StreamTurns implements Tick {
  private final Producer producer;
  private RecordBatch current;

  ProducerTurns(
      final ConnectionParts parts,
      final ServerCallContext context,
      final OutStream out,
      final ServedProducer<?> stream) {
    super(parts, context, out, true);
    this.producer = stream.producer();
  }

  @Override
  void turn(final RecordBatch input) throws Exception {
    current = input;
    producer.produce(this, output);
  }

  @Override
  void onInputEnd() {
    // the caller stopped asking before the end: nothing of the producer depends on it
  }

  @Override
  void onCancel(final CallContext callContext) {
    producer.onCancel(callContext);
  }

  @Override
  void onClose() {
    producer.onClose();
  }

  @Override
  public Metadata metadata() {
    return InputMetadata.of(current);
  }

  @Override
  public CallContext context() {
    return context;
  }
}
