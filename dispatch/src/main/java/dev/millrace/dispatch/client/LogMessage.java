package dev.millrace.dispatch.client;

import dev.millrace.dispatch.LogLevel;
import java.util.Map;

/**
 * A log message the server sent while it served a call.
 *
 * @param level its level
 * @param message its text
 * @param extras extra values by name; values that are no strings come as their JSON text
 * @param serverId who sent it, empty when unknown
 * @param requestId which call it belongs to, empty when unknown
 */
public record LogMessage(
    LogLevel level, String message, Map<String, String> extras, String serverId, String requestId) {
  /** Copies the extras. */
  public LogMessage {
    extras = Map.copyOf(extras);
  }
}
