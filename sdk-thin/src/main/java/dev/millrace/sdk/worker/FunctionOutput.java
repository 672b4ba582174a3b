package dev.millrace.sdk.worker;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.dispatch.cast.ProjectedBatch;
import dev.millrace.wire.schema.Metadata;

/**
 * Takes the batches of a function for a stream. Where the function leaves the projection to us, its
 * batches are built in memory of their own and shown to the stream without the columns nobody
 * wants; otherwise its builder is the connection's.
 */
abstract class FunctionOutput {
  private final Projection projection;
  private final ProjectedBatch projected;
  private StreamOutput out;
  private OffHeapMemory memory;
  private BatchBuilder builder;

  /**
   * Makes an output.
   *
   * @param toProject what is to be left out here; null when nothing is
   */
  FunctionOutput(final Projection toProject) {
    projection = toProject;
    projected = toProject == null ? null : toProject.batch();
  }

  /** Says where the batches of the next call of the function go. */
  final void use(final StreamOutput output) {
    out = output;
    if (builder != null) {
      builder.reset();
    }
  }

  /** Sends a batch of the columns wanted. */
  abstract void send(StreamOutput output, BatchBuffers batch, Metadata metadata);

  /** Gives the builder to fill. */
  public final BatchBuilder builder() {
    if (projected == null) {
      return out.builder();
    }
    if (builder == null) {
      memory = BuilderMemory.offHeap();
      builder = new BatchBuilder(projection.bound(), memory);
    }
    return builder;
  }

  /** Emits what the builder holds. */
  public final void emit(final Metadata metadata) {
    if (projected == null) {
      send(out, out.builder(), metadata);
    } else if (builder == null) {
      throw new IllegalStateException("nothing was built");
    } else {
      send(out, projected.of(builder), metadata);
    }
  }

  /** Emits a batch from elsewhere. */
  public final void emit(final BatchBuffers batch) {
    send(out, projected == null ? batch : projected.of(batch), Metadata.EMPTY);
  }

  /** Sends a message to the client's log. */
  public final void log(final LogLevel level, final String message) {
    out.context().log(level, message);
  }

  /** Gives memory back. */
  final void release() {
    if (memory != null) {
      memory.close();
      memory = null;
      builder = null;
    }
  }
}
