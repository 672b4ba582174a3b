package dev.millrace.dispatch.client;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.error.ErrorBatch;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Json;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.segment.SegmentLink;
import dev.millrace.dispatch.transport.Receiver;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts the batches of a response ([RPC-22]): log messages go to their receiver, an error is
 * thrown, what remains is data.
 */
final class ResponseBatches {
  private static final Logger LOGGER = LoggerFactory.getLogger(ResponseBatches.class);
  private static final byte[] LOG_LEVEL = Keys.bytes(Keys.LOG_LEVEL);
  private static final byte[] LOG_MESSAGE = Keys.bytes(Keys.LOG_MESSAGE);
  private static final byte[] LOCATION = Keys.bytes(Keys.LOCATION);
  private static final byte[] SHM_OFFSET = Keys.bytes(Keys.SHM_OFFSET);

  private final Receiver receiver;
  private final Consumer<LogMessage> logs;
  private ClientSegment segment;

  ResponseBatches(final Receiver receiver, final Consumer<LogMessage> logs) {
    this.receiver = receiver;
    this.logs = logs;
  }

  /** Says where pointers point, null for nowhere. */
  void use(final ClientSegment newSegment) {
    segment = newSegment;
  }

  /** Begins the next response stream. */
  void begin() throws IOException {
    if (!receiver.nextStream()) {
      throw new IOException("the server closed the connection");
    }
  }

  /**
   * Waits for data.
   *
   * @return the batch, or null at the end of the stream
   * @throws RpcException what the server said, the rest of the stream unread
   */
  RecordBatch next() throws IOException {
    while (receiver.nextBatch()) {
      final RecordBatch batch = receiver.batch();
      if (batch.customMetadata().size() == 0 || batch.rowCount() > 0) {
        return inline(batch);
      }
      if (batch.customMetadata().indexOf(LOG_LEVEL) >= 0
          && batch.customMetadata().indexOf(LOG_MESSAGE) >= 0) {
        final Metadata metadata = batch.metadata();
        if (ErrorBatch.isError(metadata)) {
          throw ErrorBatch.decode(metadata);
        }
        deliver(metadata);
      } else if (segment != null && SegmentLink.isPointer(batch)) {
        return segment.resolve(batch);
      } else if (batch.customMetadata().indexOf(LOCATION) >= 0
          || batch.customMetadata().indexOf(SHM_OFFSET) >= 0) {
        throw new RpcException("ProtocolError", "the server sent a pointer nobody asked for");
      } else {
        return inline(batch);
      }
    }
    return null;
  }

  /** The server has told its batch and waits: what came by pointer before can be freed. */
  private RecordBatch inline(final RecordBatch batch) {
    if (segment != null) {
      segment.inline();
    }
    return batch;
  }

  /**
   * Reads a stream of log messages and one batch to its end.
   *
   * @return the batch, valid until the next stream
   * @throws RpcException what the server said, or that it said nothing; the stream is read to its
   *     end
   */
  RecordBatch single() throws IOException {
    begin();
    final RecordBatch batch;
    try {
      batch = next();
    } catch (RpcException told) {
      receiver.drain();
      throw told;
    }
    if (batch == null) {
      throw new RpcException("ProtocolError", "the response ended without a result");
    }
    if (receiver.nextBatch()) {
      receiver.drain();
      throw new RpcException("ProtocolError", "the response goes on after its result");
    }
    return batch;
  }

  private void deliver(final Metadata metadata) {
    final LogMessage message =
        new LogMessage(
            level(metadata.get(Keys.LOG_LEVEL)),
            metadata.get(Keys.LOG_MESSAGE),
            extras(metadata.get(Keys.LOG_EXTRA)),
            orEmpty(metadata.get(Keys.SERVER_ID)),
            orEmpty(metadata.get(Keys.REQUEST_ID)));
    try {
      logs.accept(message);
    } catch (RuntimeException e) {
      // the call goes on, and the connection must not be left half-read
      LOGGER.warn("the receiver of log messages failed", e);
    }
  }

  private static LogLevel level(final String text) {
    for (final LogLevel level : LogLevel.values()) {
      if (level.name().equals(text)) {
        return level;
      }
    }
    return LogLevel.INFO;
  }

  private static Map<String, String> extras(final String json) {
    final Map<String, String> extras = new LinkedHashMap<>();
    Json.readObject(json)
        .forEach(
            (key, value) ->
                extras.put(
                    String.valueOf(key), value instanceof String text ? text : Json.write(value)));
    return extras;
  }

  private static String orEmpty(final String value) {
    return value == null ? "" : value;
  }
}
