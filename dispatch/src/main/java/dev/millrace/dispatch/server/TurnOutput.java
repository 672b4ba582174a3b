package dev.millrace.dispatch.server;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.dispatch.cast.OutputProjection;
import dev.millrace.dispatch.segment.SegmentLink;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;

/** Collects what a handler emits in one turn and sends it when the turn is over ([RSTREAM-7]). */
final class TurnOutput implements StreamOutput {
  private final ConnectionParts parts;
  private final ServerCallContext context;
  private final OutStream out;
  private final boolean mayFinish;
  private final OutputProjection projection;
  private final SegmentLink segment;
  private BatchBuilder builder;
  private boolean builderClean = true;
  private BatchBuffers emitted;
  private Metadata metadata;
  private boolean finished;

  TurnOutput(
      final ConnectionParts parts,
      final ServerCallContext context,
      final OutStream out,
      final boolean mayFinish) {
    this.parts = parts;
    this.context = context;
    this.out = out;
    this.mayFinish = mayFinish;
    this.segment = parts.segment().answers();
    this.projection = new OutputProjection(out.schema());
  }

  /** Begins a turn. */
  void begin() {
    emitted = null;
    metadata = null;
    finished = false;
    if (!builderClean) {
      if (segment == null) {
        builder.reset();
      } else {
        segment.next(builder);
      }
      builderClean = true;
    }
  }

  /** Sends what was emitted, if anything; it leaves with the next flush. */
  void send() throws IOException {
    if (emitted == null) {
      return;
    }
    context.statistics().output(emitted);
    final Metadata pointer = segment == null ? null : segment.write(emitted, metadata);
    if (pointer == null) {
      out.batch(emitted, metadata);
    } else {
      out.noRows(pointer);
    }
  }

  /**
   * Checks what the handler did.
   *
   * @throws IllegalStateException when it emitted nothing and did not finish
   */
  void requireComplete() {
    if (emitted == null && !finished) {
      throw new IllegalStateException(
          mayFinish
              ? "the producer neither emitted a batch nor finished"
              : "the exchange emitted no batch");
    }
    if (emitted != null) {
      emitted.prepare();
    }
  }

  boolean finished() {
    return finished;
  }

  /** Gives the builder's memory back. */
  void release() {
    if (builder != null) {
      if (segment == null) {
        builder.release();
      } else {
        segment.next(builder);
      }
    }
  }

  @Override
  public BatchBuilder builder() {
    if (builder == null) {
      builder =
          segment == null
              ? new BatchBuilder(out.schema(), parts.memory())
              : segment.builder(out.schema());
    }
    builderClean = false;
    return builder;
  }

  @Override
  public void emit(final Metadata batchMetadata) {
    if (builder == null || builderClean) {
      builder();
    }
    take(builder, batchMetadata);
  }

  @Override
  public void emit(final BatchBuffers batch, final Metadata batchMetadata) {
    take(batch == builder ? builder : projection.project(batch), batchMetadata);
  }

  private void take(final BatchBuffers batch, final Metadata batchMetadata) {
    if (emitted != null) {
      throw new IllegalStateException("a second batch in one turn");
    }
    emitted = batch;
    metadata = batchMetadata;
  }

  @Override
  public void finish() {
    if (!mayFinish) {
      throw new IllegalStateException("an exchange is ended by its caller");
    }
    finished = true;
  }

  @Override
  public Schema schema() {
    return out.schema();
  }

  @Override
  public CallContext context() {
    return context;
  }
}
