package dev.millrace.dispatch;

import java.util.Map;

/**
 * What a method may know about the call it serves, and its way to log to the caller. Bound to the
 * connection's thread and valid until the call ends; a stream keeps one context over all its turns.
 */
public interface CallContext {

  /**
   * Sends a log message to the caller. It arrives before the result of the call, or before the
   * output of the running turn.
   *
   * @param level its level
   * @param message its text
   */
  default void log(final LogLevel level, final String message) {
    log(level, message, Map.of());
  }

  /**
   * Sends a log message with extra values to the caller. The values are encoded before this method
   * returns, so a bad one fails here and not in the middle of a response.
   *
   * @param level its level
   * @param message its text
   * @param extras strings, numbers, booleans, nulls, lists and maps of those, by name
   * @throws IllegalArgumentException when a value cannot be written as JSON
   */
  void log(LogLevel level, String message, Map<String, ?> extras);

  /**
   * Tells what carries the call.
   *
   * @return the kind of the connection
   */
  TransportKind kind();

  /**
   * Identifies the call in logs of both sides.
   *
   * @return the caller's request id, or a generated one where it sent none
   */
  String requestId();

  /**
   * Names the protocol the method was called by.
   *
   * @return the wire name
   */
  String protocol();

  /**
   * Names the method.
   *
   * @return the wire name
   */
  String method();

  /**
   * Identifies the serving process.
   *
   * @return the server id
   */
  String serverId();

  /**
   * Looks up what the server was given to share with its methods.
   *
   * @param type class it was registered under
   * @param <T> that class
   * @return the object, or null when nothing was registered
   */
  <T> T attribute(Class<T> type);
}
