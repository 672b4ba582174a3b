package dev.millrace.dispatch.server;

import dev.millrace.dispatch.service.MethodModel;
import java.lang.invoke.MethodHandle;

/** A method with the object that implements it here. Immutable. */
public final class HostedMethod {
  private final HostedProtocol protocol;
  private final MethodModel model;
  private final MethodHandle handle;
  private final int id;

  HostedMethod(
      final HostedProtocol protocol,
      final MethodModel model,
      final Object implementation,
      final int id) {
    this.protocol = protocol;
    this.model = model;
    this.handle = model.bind(implementation);
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
   * Calls the implementation.
   *
   * @param arguments arguments of the Java method
   * @return its result, null for void
   * @throws Throwable what it throws
   */
  Object invoke(final Object[] arguments) throws Throwable {
    return handle.invokeExact(arguments);
  }
}
