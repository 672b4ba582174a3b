package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.CallContext;

/** Unary methods that log, fail, or answer with a lot. */
public interface ReportingCalls {
  /**
   * Fails with a {@code ValueError}.
   *
   * @param message text of the error
   * @return never
   */
  String raiseValueError(String message);

  /**
   * Fails with a {@code RuntimeError}.
   *
   * @param message text of the error
   * @return never
   */
  String raiseRuntimeError(String message);

  /**
   * Fails with a {@code TypeError}.
   *
   * @param message text of the error
   * @return never
   */
  String raiseTypeError(String message);

  /**
   * Logs once, then echoes.
   *
   * @param value any value
   * @param ctx the call, to log to
   * @return the value
   */
  String echoWithInfoLog(String value, CallContext ctx);

  /**
   * Logs on three levels, then echoes.
   *
   * @param value any value
   * @param ctx the call, to log to
   * @return the value
   */
  String echoWithMultiLogs(String value, CallContext ctx);

  /**
   * Logs with extra values, then echoes.
   *
   * @param value any value
   * @param ctx the call, to log to
   * @return the value
   */
  String echoWithLogExtras(String value, CallContext ctx);

  /**
   * Logs once on every level, then echoes.
   *
   * @param value any value
   * @param ctx the call, to log to
   * @return the value
   */
  String echoWithAllLogLevels(String value, CallContext ctx);

  /**
   * Answers with zeros.
   *
   * @param targetBytes size of the answer in bytes
   * @return as many zero bytes as asked for
   */
  byte[] oversizedUnary(long targetBytes);

  /**
   * Answers with a reference to storage outside; fails on a worker that has none.
   *
   * @param value the text
   * @param includeSha256 whether the reference carries a digest
   * @return never, so far
   */
  String publishedString(String value, boolean includeSha256);
}
