package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.RpcProtocol;

/**
 * The second application protocol of every conformance worker. It repeats a method name of the
 * first, so that a server that looks at names only gives itself away, it has no version, and it
 * fails in every way an error can be described.
 */
@RpcProtocol(name = "conformance.Secondary.v1")
public interface SecondaryService {
  /**
   * Echoes with a prefix, unlike the method of the same name in the primary.
   *
   * @param value any text
   * @return the text with a prefix
   */
  String echoString(String value);

  /**
   * Fails as it is told.
   *
   * @param code code of the error; a text outside the closed set is refused
   * @param kind kind of the error, empty for none
   * @param retryDelaySeconds delay to advise, none when not positive
   */
  void fail(String code, String kind, double retryDelaySeconds);

  /** Fails with more details than fit, which must vanish altogether. */
  void failOversized();
}
