package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.error.RpcException;
import java.util.Locale;
import java.util.Map;

/** What {@link ReportingCalls} do. The errors carry the type names that the suite compares. */
interface ReportingMethods extends ReportingCalls {
  @Override
  default String raiseValueError(final String message) {
    throw new RpcException("ValueError", message);
  }

  @Override
  default String raiseRuntimeError(final String message) {
    throw new RpcException("RuntimeError", message);
  }

  @Override
  default String raiseTypeError(final String message) {
    throw new RpcException("TypeError", message);
  }

  @Override
  default String echoWithInfoLog(final String value, final CallContext ctx) {
    ctx.log(LogLevel.INFO, "info: " + value);
    return value;
  }

  @Override
  default String echoWithMultiLogs(final String value, final CallContext ctx) {
    ctx.log(LogLevel.DEBUG, "debug: " + value);
    ctx.log(LogLevel.INFO, "info: " + value);
    ctx.log(LogLevel.WARN, "warn: " + value);
    return value;
  }

  @Override
  default String echoWithLogExtras(final String value, final CallContext ctx) {
    ctx.log(LogLevel.INFO, "info: " + value, Map.of("source", "conformance", "detail", value));
    return value;
  }

  @Override
  default String echoWithAllLogLevels(final String value, final CallContext ctx) {
    for (final LogLevel level : LogLevel.values()) {
      ctx.log(level, level.name().toLowerCase(Locale.ROOT) + ": " + value);
    }
    return value;
  }

  @Override
  default byte[] oversizedUnary(final long targetBytes) {
    if (targetBytes < 0) {
      throw new RpcException("ValueError", "target_bytes is negative: " + targetBytes);
    }
    return new byte[Math.toIntExact(targetBytes)];
  }

  @Override
  default String publishedString(final String value, final boolean includeSha256) {
    throw new RpcException("RuntimeError", "published_string requires external storage");
  }
}
