package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.RpcProtocol;

/**
 * A primary protocol whose name sorts last, to see that listings keep the order of registration.
 */
@RpcProtocol(name = "zeta.Primary.v1")
public interface ZetaService {
  /**
   * Answers.
   *
   * @return {@code pong}
   */
  String ping();
}
