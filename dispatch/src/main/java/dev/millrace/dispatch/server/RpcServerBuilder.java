package dev.millrace.dispatch.server;

import dev.millrace.dispatch.error.ErrorTypes;
import dev.millrace.dispatch.protocol.ProtocolName;
import dev.millrace.dispatch.reflection.Reflection;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.shm.counters.WorkerCounters;
import dev.millrace.wire.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects what a server hosts and how it behaves; not thread-safe. */
public final class RpcServerBuilder {
  String serverId = RequestIds.nextServer();
  String serverVersion = "";
  ErrorTypes errorTypes = ErrorTypes.DEFAULT;
  boolean tracebacks = true;
  Limits limits = Limits.DEFAULT;
  RequestRouter router = new StrictRouter();
  RingSettings ring = RingSettings.ofEnvironment(RingSettings.DEFAULT);
  final Map<Class<?>, Object> attributes = new HashMap<>();
  private final Map<ServiceModel, Object> services = new LinkedHashMap<>();
  private final Map<ServiceModel, Object> earlier = new LinkedHashMap<>();
  private boolean onDemand;
  private boolean reflection;
  private Path accessLog;
  WorkerCounters counters;

  RpcServerBuilder() {}

  /**
   * Sets the identity callers and logs see.
   *
   * @param id any text that is not empty; the default is 12 random hexadecimal digits
   * @return this
   */
  public RpcServerBuilder serverId(final String id) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("an empty server id");
    }
    this.serverId = id;
    return this;
  }

  /**
   * Sets the version of the program that serves.
   *
   * @param version any text
   * @return this
   */
  public RpcServerBuilder serverVersion(final String version) {
    this.serverVersion = Objects.requireNonNull(version);
    return this;
  }

  /**
   * Hosts a protocol. The order of registration is the order reflection lists; the first is the
   * primary one.
   *
   * @param type interface with {@link dev.millrace.dispatch.RpcProtocol}
   * @param implementation called by the threads of all connections at once
   * @param <T> the interface
   * @return this
   * @throws IllegalArgumentException when the interface is no protocol, its name is taken or
   *     reserved
   */
  public <T> RpcServerBuilder service(final Class<T> type, final T implementation) {
    final ServiceModel model = read(type);
    ProtocolName.requireApplication(model.name());
    for (final ServiceModel other : services.keySet()) {
      if (other.name().equals(model.name())) {
        throw new IllegalArgumentException("two protocols named '" + model.name() + "'");
      }
    }
    services.put(model, Objects.requireNonNull(implementation));
    return this;
  }

  /**
   * Serves the earlier line of the envelope too ([COMPAT-1]): requests that name no protocol are
   * for this one, reflection does not list it, and its callers learn of it by {@code __describe__}.
   * Without any {@link #service} the earlier line is all that is served. Of several versions of the
   * protocol, each added by a call of this method, the newest first, a request gets its own, and
   * descriptions tell the first.
   *
   * @param type interface with {@link dev.millrace.dispatch.RpcProtocol}
   * @param implementation called by the threads of all connections at once
   * @param <T> the interface
   * @return this
   * @throws IllegalArgumentException when the interface is no protocol
   */
  public <T> RpcServerBuilder earlier(final Class<T> type, final T implementation) {
    earlier.put(read(type), Objects.requireNonNull(implementation));
    return this;
  }

  private ServiceModel read(final Class<?> type) {
    return onDemand ? ServiceModel.onDemand(type) : ServiceModel.of(type);
  }

  /**
   * From here on, reads interfaces only as far as it takes to find their methods, and each method
   * when it is called. For interfaces of many methods in processes that are started for a few
   * calls; what is wrong with a method's declaration is not found by this builder then.
   *
   * @return this
   */
  public RpcServerBuilder onDemand() {
    this.onDemand = true;
    return this;
  }

  /**
   * Hosts {@code vgi_rpc.Reflection.v1} too, by which callers learn what is hosted.
   *
   * @return this
   */
  public RpcServerBuilder reflection() {
    this.reflection = true;
    return this;
  }

  /**
   * Keeps an access log.
   *
   * @param path file that is appended to; {@code {pid}} and {@code {server_id}} in it are replaced
   * @return this
   */
  public RpcServerBuilder accessLog(final Path path) {
    this.accessLog = path;
    return this;
  }

  /**
   * Counts what all connections do where onlookers see it ([STAT-1] to [STAT-4]).
   *
   * @param newCounters the counters, closed by the caller; see {@link ProcessCounters} for a
   *     worker's. Without them nothing is kept
   * @return this
   */
  public RpcServerBuilder counters(final WorkerCounters newCounters) {
    this.counters = newCounters;
    return this;
  }

  /**
   * Sets how exceptions are named on the wire.
   *
   * @param types the naming
   * @return this
   */
  public RpcServerBuilder errorTypes(final ErrorTypes types) {
    this.errorTypes = Objects.requireNonNull(types);
    return this;
  }

  /**
   * Sets whether callers see stack traces, frames and causes of errors.
   *
   * @param shown true, the default, to show them
   * @return this
   */
  public RpcServerBuilder tracebacks(final boolean shown) {
    this.tracebacks = shown;
    return this;
  }

  /**
   * Sets what is accepted from callers at most.
   *
   * @param newLimits the limits
   * @return this
   */
  public RpcServerBuilder limits(final Limits newLimits) {
    this.limits = Objects.requireNonNull(newLimits);
    return this;
  }

  /**
   * Replaces the way requests find their method.
   *
   * @param newRouter the router
   * @return this
   */
  public RpcServerBuilder router(final RequestRouter newRouter) {
    this.router = Objects.requireNonNull(newRouter);
    return this;
  }

  /**
   * Sets whether connections may go over to a ring that their client offers, and how they wait
   * there. The default is that they may, unless the environment says otherwise.
   *
   * @param settings capacity 0 for no ring
   * @return this
   */
  public RpcServerBuilder ring(final RingSettings settings) {
    this.ring = Objects.requireNonNull(settings);
    return this;
  }

  /**
   * Shares an object with all methods, see {@link dev.millrace.dispatch.CallContext#attribute}.
   *
   * @param type class to find it by
   * @param value the object, used by the threads of all connections at once
   * @param <T> the class
   * @return this
   */
  public <T> RpcServerBuilder attribute(final Class<T> type, final T value) {
    attributes.put(type, Objects.requireNonNull(value));
    return this;
  }

  /**
   * Seals what is hosted.
   *
   * @return the server
   * @throws IllegalArgumentException when nothing is hosted, or a protocol has no canonical hash
   *     and one is needed
   * @throws UncheckedIOException when the access log can't be opened
   */
  public RpcServer build() {
    if (services.isEmpty() && earlier.isEmpty()) {
      throw new IllegalArgumentException("a server without a service");
    }
    return new RpcServer(new Host(this));
  }

  Map<String, HostedProtocol> hosted(final Host host) {
    final Map<ServiceModel, Object> all = new LinkedHashMap<>(services);
    if (reflection) {
      all.put(read(Reflection.class), new ReflectionService(host));
    }
    final Map<String, HostedProtocol> hosted = new LinkedHashMap<>();
    int firstId = 0;
    for (final Map.Entry<ServiceModel, Object> service : all.entrySet()) {
      final ServiceModel model = service.getKey();
      prepareHash(model, reflection);
      hosted.put(model.name(), new HostedProtocol(model, service.getValue(), firstId, false));
      firstId += model.methods().size();
    }
    return Collections.unmodifiableMap(hosted);
  }

  List<HostedProtocol> hostedEarlier(final Map<String, HostedProtocol> others) {
    final List<HostedProtocol> hosted = new ArrayList<>();
    int firstId = others.values().stream().mapToInt(HostedProtocol::methodCount).sum();
    for (final Map.Entry<ServiceModel, Object> service : earlier.entrySet()) {
      final ServiceModel model = service.getKey();
      prepareHash(model, false);
      hosted.add(new HostedProtocol(model, service.getValue(), firstId, true));
      firstId += model.methods().size();
    }
    return List.copyOf(hosted);
  }

  /** Where a hash is told or logged: now, not in the first call that needs it. */
  private void prepareHash(final ServiceModel model, final boolean told) {
    if (!onDemand && (told || accessLog != null)) {
      model.hash();
    }
  }

  AccessLog openAccessLog() {
    try {
      return accessLog == null ? null : new AccessLog(accessLog, serverId, serverVersion);
    } catch (IOException e) {
      throw new UncheckedIOException("access log " + accessLog, e);
    }
  }
}
