package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.schema.Metadata;
import java.util.Set;

/**
 * What a handler sees of the metadata of its input: everything but the keys the framework acts on.
 */
final class InputMetadata {
  private static final Set<String> FRAMEWORK =
      Set.of(
          Keys.CANCEL,
          Keys.SHM_OFFSET,
          Keys.SHM_LENGTH,
          Keys.SHM_RELEASE,
          Keys.LOCATION,
          Keys.LOCATION + ".sha256",
          "vgi_rpc.stream_state#b64",
          "vgi_rpc.call_state#b64",
          Keys.METHOD,
          Keys.PROTOCOL,
          Keys.PROTOCOL_VERSION,
          Keys.REQUEST_VERSION,
          Keys.REQUEST_ID);

  private InputMetadata() {}

  static Metadata of(final RecordBatch batch) {
    if (batch.customMetadata().size() == 0) {
      return Metadata.EMPTY;
    }
    final Metadata all = batch.metadata();
    boolean clean = true;
    for (final Metadata.Entry entry : all.entries()) {
      clean &= !FRAMEWORK.contains(entry.key());
    }
    if (clean) {
      return all;
    }
    final Metadata.Builder kept = Metadata.builder();
    for (final Metadata.Entry entry : all.entries()) {
      if (!FRAMEWORK.contains(entry.key())) {
        kept.put(entry.key(), entry.value());
      }
    }
    return kept.build();
  }
}
