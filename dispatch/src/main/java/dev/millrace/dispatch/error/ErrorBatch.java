package dev.millrace.dispatch.error;

import dev.millrace.dispatch.protocol.Json;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.schema.Metadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one place where an error becomes a batch and a batch an error. The batch has no rows and the
 * schema of the stream it ends; all of the error is in its metadata, three times over for readers
 * of different age ([ERR-1] to [ERR-9]): the framework's keys, the message text, and the JSON
 * object of extras.
 */
public final class ErrorBatch {
  private final ErrorTypes types;
  private final boolean tracebacks;
  private final String serverId;
  private final boolean codes;

  /**
   * Fixes what is the same for all errors of a server.
   *
   * @param types names exceptions
   * @param tracebacks whether callers see stack traces, frames and causes
   * @param serverId identifies the server
   */
  public ErrorBatch(final ErrorTypes types, final boolean tracebacks, final String serverId) {
    this(types, tracebacks, serverId, true);
  }

  private ErrorBatch(
      final ErrorTypes types,
      final boolean tracebacks,
      final String serverId,
      final boolean codes) {
    this.types = types;
    this.tracebacks = tracebacks;
    this.serverId = serverId;
    this.codes = codes;
  }

  /**
   * Writes errors as the earlier line of the envelope knows them: no codes, no details
   * ([COMPAT-3]).
   *
   * @return the same otherwise
   */
  public ErrorBatch withoutCodes() {
    return new ErrorBatch(types, tracebacks, serverId, false);
  }

  /**
   * Brings an exception of any kind to the form in which it is sent.
   *
   * @param thrown what a method threw, or the server itself
   * @return the error, with the original as its cause unless it is the original
   */
  public RpcException classify(final Throwable thrown) {
    if (thrown instanceof RpcException rpc) {
      return rpc;
    }
    final String chosen = types.nameOf(thrown);
    final String name = chosen == null ? ErrorTypes.DEFAULT.nameOf(thrown) : chosen;
    final String message = thrown.getMessage();
    return RpcException.builder(name, message == null ? "" : message).cause(thrown).build();
  }

  /**
   * Writes an error.
   *
   * @param error the error
   * @param requestId identifies the call
   * @return metadata of the batch
   */
  public Metadata encode(final RpcException error, final String requestId) {
    final String code = error.codeText().isEmpty() ? ErrorCode.UNKNOWN.name() : error.codeText();
    final List<Map<String, Object>> raw = error.rawDetails();
    final String details = codes ? ErrorDetails.toJson(raw) : null;

    final Metadata.Builder metadata =
        Metadata.builder()
            .put(Keys.LOG_LEVEL, Keys.EXCEPTION)
            .put(Keys.LOG_MESSAGE, error.errorType() + ": " + error.errorMessage())
            .put(Keys.LOG_EXTRA, extras(error, code, details == null ? null : raw));
    if (codes) {
      metadata.put(Keys.ERROR_CODE, code);
    }
    if (!error.kind().isEmpty()) {
      metadata.put(Keys.ERROR_KIND, error.kind());
    }
    if (details != null) {
      metadata.put(Keys.ERROR_DETAILS, details);
    }
    return metadata.put(Keys.SERVER_ID, serverId).put(Keys.REQUEST_ID, requestId).build();
  }

  private String extras(
      final RpcException error, final String code, final List<Map<String, Object>> details) {
    final Map<String, Object> extras = new LinkedHashMap<>();
    extras.put("exception_type", error.errorType());
    extras.put("exception_message", error.errorMessage());
    if (codes) {
      extras.put("error_code", code);
    }
    if (!error.kind().isEmpty()) {
      extras.put("error_kind", error.kind());
    }
    if (details != null) {
      extras.put("error_details", details);
    }
    if (tracebacks) {
      // an exception that was only wrapped to be sent is told from where it was thrown
      final Throwable origin = error.getCause() != null ? error.getCause() : error;
      extras.put("traceback", Traceback.of(origin));
      extras.put("frames", Traceback.frames(origin));
      if (origin.getCause() != null) {
        extras.put("cause", Traceback.of(origin.getCause()));
      }
    }
    return Json.write(extras);
  }

  /**
   * Tells whether the metadata of a batch without rows makes it an error.
   *
   * @param metadata its metadata
   * @return true for an error
   */
  public static boolean isError(final Metadata metadata) {
    return Keys.EXCEPTION.equals(metadata.get(Keys.LOG_LEVEL)) && metadata.has(Keys.LOG_MESSAGE);
  }

  /**
   * Reads an error. Whatever the peer wrote, the answer is an error: parts that are missing or
   * malformed read as absent, and the extras are only asked for what the keys do not say.
   *
   * @param metadata metadata of the batch
   * @return the error, to be thrown
   */
  public static RpcException decode(final Metadata metadata) {
    final Map<?, ?> extras = Json.readObject(metadata.get(Keys.LOG_EXTRA));
    final String message = orEmpty(metadata.get(Keys.LOG_MESSAGE));
    final int colon = message.indexOf(": ");

    String type = text(extras.get("exception_type"));
    if (type.isEmpty()) {
      type = colon > 0 ? message.substring(0, colon) : "RpcError";
    }
    String body = extras.get("exception_message") instanceof String s ? s : null;
    if (body == null) {
      body = message.startsWith(type + ": ") ? message.substring(type.length() + 2) : message;
    }
    final String json = metadata.get(Keys.ERROR_DETAILS);
    final List<Map<String, Object>> raw =
        json != null ? ErrorDetails.parse(json) : ErrorDetails.maps(extras.get("error_details"));

    final RpcException.Builder error =
        RpcException.builder(type, body)
            .codeText(first(metadata.get(Keys.ERROR_CODE), extras.get("error_code")))
            .kind(first(metadata.get(Keys.ERROR_KIND), extras.get("error_kind")))
            .traceback(text(extras.get("traceback")))
            .requestId(orEmpty(metadata.get(Keys.REQUEST_ID)))
            .rawDetails(raw);
    ErrorDetails.typed(raw).forEach(error::detail);
    return error.build();
  }

  private static String first(final String key, final Object extra) {
    return key != null ? key : text(extra);
  }

  private static String text(final Object value) {
    return value instanceof String text ? text : "";
  }

  private static String orEmpty(final String value) {
    return value == null ? "" : value;
  }
}
