package dev.millrace.spec.kit.driver;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.millrace.dispatch.client.LogMessage;
import dev.millrace.dispatch.error.RpcException;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line to the harness, put together field by field. */
final class Response {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Response(final boolean ok) {
    fields.put("ok", ok);
  }

  /**
   * Starts the answer to a line that was carried out, whatever came of the call.
   *
   * @return the answer
   */
  static Response ok() {
    return new Response(true);
  }

  /**
   * Makes the answer to a line that could not be carried out.
   *
   * @param why text for the harness
   * @return the answer
   */
  static Response refused(final String why) {
    return new Response(false).with("error", why);
  }

  /**
   * Sets a field.
   *
   * @param name the field
   * @param value anything JSON can hold
   * @return this
   */
  Response with(final String name, final Object value) {
    fields.put(name, value);
    return this;
  }

  /**
   * Sets a field to bytes.
   *
   * @param name the field
   * @param bytes the bytes, or null
   * @return this
   */
  Response withBytes(final String name, final byte[] bytes) {
    return with(name, bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * Sets what the server logged meanwhile.
   *
   * @param logs the messages in order
   * @return this
   */
  Response withLogs(final List<LogMessage> logs) {
    return with(
        "logs",
        logs.stream()
            .map(
                log ->
                    Map.of(
                        "level", log.level().name(),
                        "message", log.message(),
                        "extra", log.extras()))
            .toList());
  }

  /**
   * Sets how the call failed, in the client's own words.
   *
   * @param error what the client threw
   * @return this
   */
  Response withError(final RpcException error) {
    final Map<String, Object> object = new LinkedHashMap<>();
    object.put("error_type", error.errorType());
    object.put("error_message", error.errorMessage());
    object.put("traceback", error.traceback());
    object.put("error_code", error.codeText());
    object.put("error_kind", error.kind());
    object.put("error_details", error.rawDetails());
    return with("error", object);
  }

  /**
   * Writes the line.
   *
   * @return JSON text without a line end
   */
  String toJson() {
    try {
      return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(fields);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
