package dev.millrace.dispatch.server;

import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.protocol.SemVer;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.dispatch.service.ServiceModel;
import java.util.HashMap;
import java.util.Map;

/** A protocol with the object that implements it here. Immutable. */
public final class HostedProtocol {
  private final ServiceModel model;
  private final boolean earlier;
  private final Map<String, HostedMethod> methods = new HashMap<>();

  /**
   * The declared version and text that callers of the right version send: compared before it is
   * parsed.
   */
  private final String usualVersion;

  HostedProtocol(
      final ServiceModel model,
      final Object implementation,
      final int firstId,
      final boolean earlier) {
    this.model = model;
    this.earlier = earlier;
    this.usualVersion = model.version() == null ? null : model.version().toString();
    int id = firstId;
    for (final MethodModel method : model.methods().values()) {
      methods.put(method.name(), new HostedMethod(this, method, implementation, id++));
    }
  }

  /**
   * Names the protocol.
   *
   * @return its wire name
   */
  public String name() {
    return model.name();
  }

  /**
   * Gives the contract.
   *
   * @return the model of the service interface
   */
  public ServiceModel model() {
    return model;
  }

  /**
   * Tells whether the framework itself brings this protocol.
   *
   * @return true for protocols in the framework's name space
   */
  public boolean isFramework() {
    return model.name().startsWith(Keys.PREFIX);
  }

  /**
   * Tells whether the protocol is served in the earlier line of the envelope ([COMPAT-1]).
   *
   * @return false in the current line
   */
  public boolean isEarlier() {
    return earlier;
  }

  /**
   * Finds a method.
   *
   * @param name wire name
   * @return the method, or null
   */
  public HostedMethod method(final String name) {
    return methods.get(name);
  }

  int methodCount() {
    return methods.size();
  }

  /** Whether a request of this version, null where it tells none, may be served ([RPC-8]). */
  boolean accepts(final String declared) {
    final SemVer version = model.version();
    if (version == null || declared == null) {
      return version == null;
    }
    final SemVer client = declared.equals(usualVersion) ? version : SemVer.parse(declared);
    return client != null && version.accepts(client);
  }
}
