package dev.millrace.dispatch.server;

import dev.millrace.dispatch.error.ErrorBatch;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.WorkerCounters;
import dev.millrace.wire.Limits;
import java.util.List;
import java.util.Map;

/**
 * What all connections of a server share: the protocols and how it answers. Immutable, sealed
 * before the first connection.
 */
public final class Host {
  private final String serverId;
  private final String serverVersion;
  private final Map<String, HostedProtocol> protocols;
  private final List<HostedProtocol> earlier;
  private final Map<Class<?>, Object> attributes;
  private final ErrorBatch errors;
  private final ErrorBatch earlierErrors;
  private final Limits limits;
  private final RequestRouter router;
  private final AccessLog accessLog;
  private final RingSettings ring;
  private final int methodCount;
  private final WorkerCounters counters;

  Host(final RpcServerBuilder builder) {
    this.serverId = builder.serverId;
    this.serverVersion = builder.serverVersion;
    this.protocols = builder.hosted(this);
    this.earlier = builder.hostedEarlier(protocols);
    this.attributes = Map.copyOf(builder.attributes);
    this.errors = new ErrorBatch(builder.errorTypes, builder.tracebacks, serverId);
    this.earlierErrors = errors.withoutCodes();
    this.limits = builder.limits;
    this.router = earlier.isEmpty() ? builder.router : new EarlierRouter(builder.router);
    this.accessLog = builder.openAccessLog();
    this.counters = builder.counters;
    this.ring = builder.ring;
    this.methodCount =
        protocols.values().stream().mapToInt(HostedProtocol::methodCount).sum()
            + earlier.stream().mapToInt(HostedProtocol::methodCount).sum();
  }

  /**
   * Identifies this server.
   *
   * @return the server id
   */
  public String serverId() {
    return serverId;
  }

  /**
   * Tells the version of the program that serves.
   *
   * @return the version, empty when it was not given
   */
  public String serverVersion() {
    return serverVersion;
  }

  /**
   * Lists what is hosted.
   *
   * @return protocols by name, in the order they were registered, the framework's last
   */
  public Map<String, HostedProtocol> protocols() {
    return protocols;
  }

  /** The versions of the protocol of callers that name none; empty without such callers. */
  List<HostedProtocol> earlier() {
    return earlier;
  }

  /** Whether a request is of the earlier line; so is all of them where nothing else is served. */
  boolean isEarlier(final Request request) {
    return !earlier.isEmpty() && (protocols.isEmpty() || request.protocol() == null);
  }

  <T> T attribute(final Class<T> type) {
    return type.cast(attributes.get(type));
  }

  ErrorBatch errors() {
    return protocols.isEmpty() ? earlierErrors : errors;
  }

  /** How errors are written to the callers of a protocol. */
  ErrorBatch errors(final boolean toEarlier) {
    return toEarlier ? earlierErrors : errors;
  }

  Limits limits() {
    return limits;
  }

  RequestRouter router() {
    return router;
  }

  /** The access log, or null when none is kept. */
  AccessLog accessLog() {
    return accessLog;
  }

  /** Whether clients may offer rings, and how they are waited on. */
  RingSettings ring() {
    return ring;
  }

  int methodCount() {
    return methodCount;
  }

  /** Makes the counters of a connection. */
  CounterLane lane() {
    return counters == null ? CounterLane.unshared() : counters.lane();
  }
}
