package dev.millrace.dispatch.server;

import java.time.Duration;
import java.util.Objects;

/**
 * How a listening server behaves ([TRANS-8] to [TRANS-10]).
 *
 * @param idleTimeout how long no connection may exist before serving ends; zero means forever. A
 *     server that was just started waits at least a minute for its first connection.
 * @param maxConnections how many connections are served at a time, 0 for any number; more wait in
 *     the backlog
 * @param announce whether the address is printed to standard output once the server listens
 * @param handleSignals whether SIGTERM and SIGINT end the process in good order, with status 0
 */
public record ServeOptions(
    Duration idleTimeout, int maxConnections, boolean announce, boolean handleSignals) {

  /** Five minutes, 64 connections, announced, signals handled: what a launched worker wants. */
  public static final ServeOptions WORKER = new ServeOptions(Duration.ofMinutes(5), 64, true, true);

  /** No idle timeout, 64 connections, silent, signals left alone: for a server inside a program. */
  public static final ServeOptions EMBEDDED = new ServeOptions(Duration.ZERO, 64, false, false);

  /** Checks the values. */
  public ServeOptions {
    Objects.requireNonNull(idleTimeout);
    if (idleTimeout.isNegative() || maxConnections < 0) {
      throw new IllegalArgumentException("negative limit");
    }
  }

  /**
   * Reads the environment a launcher sets: {@code VGI_RPC_IDLE_TIMEOUT} in seconds and {@code
   * VGI_RPC_MAX_CONNECTIONS}.
   *
   * @return {@link #WORKER} with what the environment says
   */
  public static ServeOptions fromEnvironment() {
    ServeOptions options = WORKER;
    final String idle = System.getenv("VGI_RPC_IDLE_TIMEOUT");
    if (idle != null && !idle.isBlank()) {
      options = options.withIdleTimeout(seconds(idle));
    }
    final String most = System.getenv("VGI_RPC_MAX_CONNECTIONS");
    if (most != null && !most.isBlank()) {
      options = options.withMaxConnections(Integer.parseInt(most.strip()));
    }
    return options;
  }

  private static Duration seconds(final String text) {
    return Duration.ofNanos(Math.round(Double.parseDouble(text.strip()) * 1e9));
  }

  /**
   * Copies with another idle timeout.
   *
   * @param newIdleTimeout the timeout, zero for none
   * @return the copy
   */
  public ServeOptions withIdleTimeout(final Duration newIdleTimeout) {
    return new ServeOptions(newIdleTimeout, maxConnections, announce, handleSignals);
  }

  /**
   * Copies with another number of connections.
   *
   * @param newMaxConnections the number, 0 for any
   * @return the copy
   */
  public ServeOptions withMaxConnections(final int newMaxConnections) {
    return new ServeOptions(idleTimeout, newMaxConnections, announce, handleSignals);
  }
}
