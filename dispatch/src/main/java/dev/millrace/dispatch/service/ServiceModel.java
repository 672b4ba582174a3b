package dev.millrace.dispatch.service;

import dev.millrace.dispatch.RpcProtocol;
import dev.millrace.dispatch.protocol.ProtocolName;
import dev.millrace.dispatch.protocol.SemVer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An interface as a protocol. Made once per interface by reflection, shared by threads afterwards.
 * Methods of super-interfaces belong to the protocol too; static methods and defaults do not.
 */
public final class ServiceModel {
  private final Class<?> type;
  private final String name;
  private final SemVer version;
  private final String deprecation;
  private final Map<String, MethodModel> byName;
  private final Map<Method, MethodModel> byMethod;
  private volatile String hash;

  private ServiceModel(final Class<?> type, final RpcProtocol protocol) {
    this.type = type;
    this.name = protocol.name();
    this.version = protocol.version().isEmpty() ? null : SemVer.parse(protocol.version());
    if (this.version == null && !protocol.version().isEmpty()) {
      throw new IllegalArgumentException(
          type.getName() + ": version '" + protocol.version() + "' is not MAJOR.MINOR.PATCH");
    }
    this.deprecation = protocol.deprecation();
    final Map<String, MethodModel> sorted = new TreeMap<>();
    final Map<Method, MethodModel> methods = new LinkedHashMap<>();
    for (final Method method : type.getMethods()) {
      if (Modifier.isStatic(method.getModifiers()) || method.isDefault() || method.isBridge()) {
        continue;
      }
      final MethodModel model = MethodModel.of(method);
      final MethodModel twin = sorted.put(model.name(), model);
      if (twin != null && !sameSignature(twin.method(), method)) {
        throw new IllegalArgumentException(
            type.getName() + ": two methods are '" + model.name() + "' on the wire");
      }
      methods.put(method, model);
    }
    this.byName = java.util.Collections.unmodifiableMap(sorted);
    this.byMethod = Map.copyOf(methods);
  }

  private static boolean sameSignature(final Method one, final Method other) {
    return one.getName().equals(other.getName())
        && java.util.Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
  }

  /**
   * Reads an interface.
   *
   * @param type an interface with {@link RpcProtocol}
   * @return its model
   * @throws IllegalArgumentException when the interface is no protocol, with what is wrong and
   *     where
   */
  public static ServiceModel of(final Class<?> type) {
    final ServiceModel model = onDemand(type);
    model.byName.values().forEach(MethodModel::prepare);
    return model;
  }

  /**
   * Reads an interface as far as it takes to find its methods, and each method at its first use.
   * For interfaces of many methods, of which a process is started to call a few, and that a test
   * has read as a whole: what is wrong with a method's types is found no sooner.
   *
   * @param type an interface with {@link RpcProtocol}
   * @return its model
   * @throws IllegalArgumentException when the interface is no protocol
   */
  public static ServiceModel onDemand(final Class<?> type) {
    final RpcProtocol protocol = type.getAnnotation(RpcProtocol.class);
    if (!type.isInterface() || protocol == null) {
      throw new IllegalArgumentException(type.getName() + " is no interface with @RpcProtocol");
    }
    if (!ProtocolName.isValid(protocol.name())) {
      throw new IllegalArgumentException(
          type.getName() + ": '" + protocol.name() + "' is no protocol name");
    }
    return new ServiceModel(type, protocol);
  }

  /**
   * Gives the interface.
   *
   * @return the class this is the model of
   */
  public Class<?> type() {
    return type;
  }

  /**
   * Names the protocol.
   *
   * @return its wire name
   */
  public String name() {
    return name;
  }

  /**
   * Gives the version both sides must agree on.
   *
   * @return the version, or null when the protocol declares none
   */
  public SemVer version() {
    return version;
  }

  /**
   * Tells what to use instead.
   *
   * @return the deprecation message; empty when the protocol is not deprecated
   */
  public String deprecation() {
    return deprecation;
  }

  /**
   * Lists the methods by wire name.
   *
   * @return the methods, sorted by name
   */
  public Map<String, MethodModel> methods() {
    return byName;
  }

  /**
   * Finds the model of an interface method.
   *
   * @param method method of the interface or of one it extends
   * @return its model, or null when it is not part of the protocol
   */
  public MethodModel method(final Method method) {
    return byMethod.get(method);
  }

  /**
   * Computes the digest by which implementations compare protocols.
   *
   * @return 64 lower-case hexadecimal digits
   * @throws IllegalArgumentException when a type in the protocol has no canonical token
   */
  public String hash() {
    String known = hash;
    if (known == null) {
      known = ProtocolHash.of(name, List.copyOf(byName.values()));
      hash = known;
    }
    return known;
  }
}
