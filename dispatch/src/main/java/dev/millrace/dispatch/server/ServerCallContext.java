package dev.millrace.dispatch.server;

import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The context of one call. Log messages go into the open response stream; while there is none yet
 * (a stream is being opened, its schema unknown) they wait ([RPC-31]).
 */
final class ServerCallContext implements CallContext {
  private final Host host;
  private final TransportKind kind;
  private final HostedMethod method;
  private final CallStatistics statistics;
  private final long started;
  private final Schema parameters;
  private final long parameterRows;
  private final String traceparent;
  private String requestId;
  private List<Metadata> waiting;
  private OutStream out;
  private boolean over;

  /** Takes from the request what is needed after its bytes are gone. */
  ServerCallContext(final ConnectionParts parts, final HostedMethod method, final Request request) {
    this.host = parts.host();
    this.kind = parts.kind();
    this.method = method;
    this.statistics = new CallStatistics(parts.counters());
    this.requestId = request.requestId();
    this.started = host.accessLog() == null ? 0 : System.nanoTime();
    this.traceparent = host.accessLog() == null ? null : request.traceparent();
    this.parameters = request.batch().schema();
    this.parameterRows = request.batch().rowCount();
  }

  /** Names the stream that log messages go to from now on, and sends those that waited. */
  void logTo(final OutStream stream) throws IOException {
    out = stream;
    if (waiting != null) {
      for (final Metadata log : waiting) {
        stream.noRows(log);
      }
      waiting = null;
    }
  }

  /** Makes log messages wait again: the stream they went to is about to end. */
  void holdLogs() {
    out = null;
  }

  /** Ends the call; what is logged from now on has nowhere to go. */
  void end() {
    over = true;
    out = null;
    waiting = null;
  }

  @Override
  public void log(final LogLevel level, final String message, final Map<String, ?> extras) {
    final Metadata log = LogEncoder.encode(level, message, extras, host.serverId(), requestId());
    if (out != null) {
      try {
        out.noRows(log);
        out.flushIfStale();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else if (!over) {
      if (waiting == null) {
        waiting = new ArrayList<>();
      }
      waiting.add(log);
    }
  }

  @Override
  public TransportKind kind() {
    return kind;
  }

  @Override
  public String requestId() {
    if (requestId == null) {
      requestId = RequestIds.next();
    }
    return requestId;
  }

  /** The caller's trace context, or null. */
  String traceparent() {
    return traceparent;
  }

  /** When the call came in, in the time of {@link System#nanoTime}; 0 without an access log. */
  long started() {
    return started;
  }

  Schema parameters() {
    return parameters;
  }

  long parameterRows() {
    return parameterRows;
  }

  CallStatistics statistics() {
    return statistics;
  }

  HostedMethod hosted() {
    return method;
  }

  @Override
  public String protocol() {
    return method.protocol().name();
  }

  @Override
  public String method() {
    return method.model().name();
  }

  @Override
  public String serverId() {
    return host.serverId();
  }

  @Override
  public <T> T attribute(final Class<T> type) {
    return host.attribute(type);
  }
}
