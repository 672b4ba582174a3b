package dev.millrace.sdk.worker;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.Producer;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.dispatch.Tick;
import dev.millrace.sdk.function.TableOutput;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.wire.schema.Metadata;

/** Runs a table producer on a stream. */
final class ScanStream extends FunctionOutput implements Producer, TableOutput {
  private final TableProducer producer;
  private final ScanContext context;
  private StreamOutput out;

  ScanStream(final TableProducer producer, final ScanContext context, final Projection toProject) {
    super(toProject);
    this.producer = producer;
    this.context = context;
  }

  @Override
  public void produce(final Tick tick, final StreamOutput output) throws Exception {
    out = output;
    use(output);
    producer.produce(this);
  }

  @Override
  void send(final StreamOutput output, final BatchBuffers batch, final Metadata metadata) {
    output.emit(batch, metadata);
  }

  @Override
  public void finish() {
    out.finish();
  }

  @Override
  public void onCancel(final CallContext call) {
    producer.cancel();
  }

  @Override
  public void onClose() {
    try (ScanContext _ = context) {
      producer.close();
    } finally {
      release();
    }
  }
}
