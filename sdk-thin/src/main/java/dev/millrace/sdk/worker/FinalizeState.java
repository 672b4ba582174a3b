package dev.millrace.sdk.worker;

import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.function.TableTransform;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What one stream of input leaves for what follows it ([VGI-11]): kept in the storage of the
 * execution, so that any process of the worker can go on. A failure at the end of the input is kept
 * as well: clients that close a stream don't look for one.
 */
final class FinalizeState {
  private static final byte LEFT = 0;
  private static final byte FAILED = 1;

  private final ScanContext context;
  private final byte[] stream;

  /**
   * Names a stream.
   *
   * @param substream how the client calls it; null where it has one only
   */
  FinalizeState(final ScanContext context, final byte[] substream) {
    this.context = context;
    this.stream = substream == null ? new byte[0] : substream;
  }

  /** Asks the function at the end of its input. */
  void keep(final TableTransform transform) throws Exception {
    try {
      put(LEFT, Objects.requireNonNullElse(transform.inputEnded(), new byte[0]));
    } catch (final Exception e) {
      put(FAILED, Objects.toString(e.getMessage(), e.toString()).getBytes(StandardCharsets.UTF_8));
      throw e;
    }
  }

  private void put(final byte kind, final byte[] content) {
    final byte[] kept = Arrays.copyOf(content, content.length + 1);
    kept[content.length] = kind;
    context.storage().keepForFinalize(stream, kept);
  }

  /** Gives what was left, nothing where there was no input. */
  byte[] take() {
    final Optional<byte[]> kept = context.storage().keptForFinalize(stream);
    if (kept.isEmpty()) {
      return new byte[0];
    }
    final byte[] content = Arrays.copyOf(kept.get(), kept.get().length - 1);
    if (kept.get()[content.length] == FAILED) {
      throw new RpcException("FinalizeError", new String(content, StandardCharsets.UTF_8));
    }
    return content;
  }
}
