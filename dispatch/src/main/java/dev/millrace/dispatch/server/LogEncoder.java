package dev.millrace.dispatch.server;

import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.protocol.Json;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.schema.Metadata;
import java.util.Map;

/** Log messages as batch metadata ([RPC-30]). */
final class LogEncoder {
  private LogEncoder() {}

  static Metadata encode(
      final LogLevel level,
      final String message,
      final Map<String, ?> extras,
      final String serverId,
      final String requestId) {
    final Metadata.Builder metadata =
        Metadata.builder().put(Keys.LOG_LEVEL, level.name()).put(Keys.LOG_MESSAGE, message);
    if (!extras.isEmpty()) {
      metadata.put(Keys.LOG_EXTRA, Json.write(extras));
    }
    return metadata.put(Keys.SERVER_ID, serverId).put(Keys.REQUEST_ID, requestId).build();
  }
}
