package dev.millrace.sdk.worker;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.Exchange;
import dev.millrace.dispatch.StreamInput;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.sdk.function.TableTransform;
import dev.millrace.sdk.function.TransformOutput;
import dev.millrace.wire.schema.Metadata;
import java.nio.charset.StandardCharsets;

/**
 * Runs a table-in-out function on a stream of its input ([VGI-11]): a batch for each batch, and
 * further ones for each tick while the function says that there is more.
 */
final class TransformStream extends FunctionOutput implements Exchange, TransformOutput {
  static final String STATUS = "vgi.status";
  static final byte[] STATUS_KEY = STATUS.getBytes(StandardCharsets.US_ASCII);
  static final String MORE = "HAVE_MORE_OUTPUT";
  static final String CONTINUE = "CONTINUE";

  private final TableTransform transform;
  private final ScanContext context;
  private final FinalizeState state;
  private BatchBuffers batch;
  private Metadata metadata;
  private boolean more;

  /**
   * Makes a stream.
   *
   * @param state takes what the function keeps for its finalize; null when it declares none
   */
  TransformStream(
      final TableTransform transform,
      final ScanContext context,
      final Projection toProject,
      final FinalizeState state) {
    super(toProject);
    this.transform = transform;
    this.context = context;
    this.state = state;
  }

  @Override
  public void exchange(final StreamInput in, final StreamOutput out) throws Exception {
    final boolean pending = more;
    final boolean tick = in.hasMetadata(STATUS_KEY) && CONTINUE.equals(in.metadata().get(STATUS));
    batch = null;
    more = false;
    use(out);
    if (tick) {
      if (!pending) {
        throw VgiErrors.invalid("asked to continue, but the last input has given all its rows");
      }
      if (in.batch().rowCount() > 0) {
        throw VgiErrors.invalid("asked to continue by a batch with rows");
      }
      transform.resume(this);
    } else {
      if (pending) {
        throw VgiErrors.invalid("new input came before the last one gave all its rows");
      }
      transform.transform(in.batch(), this);
    }
    if (batch == null) {
      emit(Metadata.EMPTY); // nothing to tell is a batch without rows
    }
    out.emit(batch, more ? metadata.toBuilder().put(STATUS, MORE).build() : metadata);
  }

  @Override
  void send(final StreamOutput output, final BatchBuffers emitted, final Metadata with) {
    if (batch != null) {
      throw new IllegalStateException("a second batch for one input");
    }
    batch = emitted;
    metadata = with;
  }

  @Override
  public void more() {
    more = true;
  }

  @Override
  public void onInputEnd() throws Exception {
    if (more) {
      throw VgiErrors.invalid("the input ended before the last batch gave all its rows");
    }
    if (state != null) {
      state.keep(transform);
    }
  }

  @Override
  public void onCancel(final CallContext call) {
    transform.cancel();
  }

  @Override
  public void onClose() {
    try (ScanContext _ = context) {
      transform.close();
    } finally {
      release();
    }
  }
}
