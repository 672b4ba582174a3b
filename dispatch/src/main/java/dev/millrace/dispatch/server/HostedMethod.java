package dev.millrace.dispatch.server;

import dev.millrace.dispatch.service.MethodModel;
import java.lang.invoke.MethodHandle;

/**
 * A method with the object that implements it here. Safe for any number of threads.
 *
 * <p>The handle is made for the first call: it costs a good part of a millisecond, a service has
 * dozens of methods, and an engine that starts a worker for one query calls few of them.
 */
public final class HostedMethod {
  private final HostedProtocol protocol;
  private final MethodModel model;
  private final Object implementation;
  private final int id;
  private MethodHandle handle; // made twice by two threads, it is the same

  HostedMethod(
      final HostedProtocol protocol,
      final MethodModel model,
      final Object implementation,
      final int id) {
    this.protocol = protocol;
    this.model = model;
    this.implementation = implementation;
    this.id = id;
  }

  /**
   * Gives the protocol the method belongs to.
   *
   * @return the protocol
   */
  public HostedProtocol protocol() {
    return protocol;
  }

  /**
   * Gives the contract of the method.
   *
   * @return its model
   */
  public MethodModel model() {
    return model;
  }

  /** Numbers the methods of a host from 0, for tables of what a connection keeps per method. */
  int id() {
    return id;
  }

  /**
   * Makes what calls need, before the first one.
   *
   * @throws IllegalArgumentException when the method's declaration makes no sense
   */
  void prepare() {
    if (handle == null) {
      model.prepare();
      handle = model.bind(implementation);
    }
  }

  /**
   * Calls the implementation of a method that is prepared.
   *
   * @param arguments arguments of the Java method
   * @return its result, null for void
   * @throws Throwable what it throws
   */
  Object invoke(final Object[] arguments) throws Throwable {
    return handle.invokeExact(arguments);
  }
}
