package dev.millrace.sdk.worker;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.Producer;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.dispatch.Tick;
import dev.millrace.sdk.function.TableOutput;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.wire.schema.Metadata;

/**
 * Runs a table producer on a stream. Where the function leaves the projection to us, its batches
 * are built in memory of their own and shown to the stream without the columns nobody wants;
 * otherwise its builder is the connection's.
 */
final class ScanStream implements Producer, TableOutput {
  private final TableProducer producer;
  private final ScanContext context;
  private final ProjectedBatch projected;
  private StreamOutput out;
  private OffHeapMemory memory;
  private BatchBuilder builder;

  ScanStream(final TableProducer producer, final ScanContext context, final Projection toProject) {
    this.producer = producer;
    this.context = context;
    this.projected = toProject == null ? null : new ProjectedBatch(toProject);
  }

  @Override
  public void produce(final Tick tick, final StreamOutput output) throws Exception {
    out = output;
    producer.produce(this);
  }

  @Override
  public BatchBuilder builder() {
    if (projected == null) {
      return out.builder();
    }
    if (builder == null) {
      memory = BuilderMemory.offHeap();
      builder = new BatchBuilder(context.boundSchema(), memory);
    }
    builder.reset();
    return builder;
  }

  @Override
  public void emit(final Metadata metadata) {
    if (projected == null) {
      out.emit(metadata);
    } else if (builder == null) {
      throw new IllegalStateException("nothing was built");
    } else {
      out.emit(projected.wrap(builder), metadata);
    }
  }

  @Override
  public void emit(final BatchBuffers batch) {
    out.emit(projected == null ? batch : projected.wrap(batch));
  }

  @Override
  public void finish() {
    out.finish();
  }

  @Override
  public void log(final LogLevel level, final String message) {
    out.context().log(level, message);
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
      if (memory != null) {
        memory.close();
      }
    }
  }
}
