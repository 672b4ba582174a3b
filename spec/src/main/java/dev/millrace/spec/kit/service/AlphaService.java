package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.RpcProtocol;

/** A protocol registered last whose name sorts first. */
@RpcProtocol(name = "alpha.Extra.v1")
public interface AlphaService {
  /**
   * Answers.
   *
   * @return {@code pong}
   */
  String ping();
}
