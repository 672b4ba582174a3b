package dev.millrace.dispatch.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Json;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.TypeToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON object a line for every call that reached a method ([TRANS-15] to [TRANS-18]): names,
 * sizes and outcome, never a value that was passed. Several processes may append to one file, so a
 * record is one write.
 */
final class AccessLog implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(AccessLog.class);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");

  private final FileChannel file;
  private final String serverId;
  private final String serverVersion;
  private boolean failed;

  AccessLog(final Path path, final String serverId, final String serverVersion) throws IOException {
    final String expanded =
        path.toString()
            .replace("{pid}", Long.toString(ProcessHandle.current().pid()))
            .replace("{server_id}", serverId);
    this.file =
        FileChannel.open(
            Path.of(expanded),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
    this.serverId = serverId;
    this.serverVersion = serverVersion;
  }

  void unary(final ServerCallContext call, final RpcException failure) {
    write(record(call, failure));
  }

  void stream(final ServerCallContext call, final RpcException failure, final boolean cancelled) {
    final Map<String, Object> record = record(call, failure);
    record.put("stream_id", RequestIds.nextStream());
    if (cancelled) {
      record.put("cancelled", true);
    }
    write(record);
  }

  private Map<String, Object> record(final ServerCallContext call, final RpcException failure) {
    final ServiceModel protocol = call.hosted().protocol().model();
    final String status = failure == null ? "ok" : "error";
    final Map<String, Object> record = new LinkedHashMap<>();
    record.put("timestamp", TIMESTAMP.format(Instant.now()));
    record.put("level", "INFO");
    record.put("logger", "vgi_rpc.access");
    record.put("message", call.protocol() + "." + call.method() + " " + status);
    record.put("server_id", serverId);
    if (!serverVersion.isEmpty()) {
      record.put("server_version", serverVersion);
    }
    record.put("protocol", call.protocol());
    record.put("protocol_hash", protocol.hash());
    record.put("method", call.method());
    record.put("method_type", call.hosted().model().kind().methodType());
    record.put("principal", "");
    record.put("auth_domain", "");
    record.put("authenticated", false);
    record.put("remote_addr", "");
    record.put("duration_ms", Math.round((System.nanoTime() - call.started()) / 1e4) / 1e2);
    record.put("status", status);
    record.put("error_type", failure == null ? "" : failure.errorType());
    if (failure != null) {
      final String message = failure.errorMessage();
      record.put("error_message", message.isEmpty() ? failure.errorType() : message);
      record.put("error_code", failure.codeText().isEmpty() ? "UNKNOWN" : failure.codeText());
    }
    record.put("request_id", call.requestId());
    final Matcher trace = TRACEPARENT.matcher(call.traceparent() == null ? "" : call.traceparent());
    if (trace.matches()) {
      record.put("trace_id", trace.group(1));
      record.put("span_id", trace.group(2));
    }
    record.put("request_fields", fields(call));
    record.put("request_rows", call.parameterRows());
    final CallStatistics moved = call.statistics();
    record.put("input_batches", moved.inputBatches);
    record.put("output_batches", moved.outputBatches);
    record.put("input_rows", moved.inputRows);
    record.put("output_rows", moved.outputRows);
    record.put("input_bytes", moved.inputBytes);
    record.put("output_bytes", moved.outputBytes);
    return record;
  }

  private static List<Map<String, Object>> fields(final ServerCallContext call) {
    final List<Map<String, Object>> fields = new ArrayList<>();
    for (final Field field : call.parameters().fields()) {
      final Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", field.name());
      entry.put("type", TypeToken.of(field));
      fields.add(entry);
    }
    return fields;
  }

  private void write(final Map<String, Object> record) {
    try {
      final ByteBuffer line = ByteBuffer.wrap((Json.write(record) + "\n").getBytes(UTF_8));
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException e) {
      // a full disk must not take the service down with it
      if (!failed) {
        failed = true;
        LOGGER.error("the access log can't be written", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
