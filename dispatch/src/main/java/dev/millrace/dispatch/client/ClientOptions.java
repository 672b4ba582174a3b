package dev.millrace.dispatch.client;

import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.dispatch.segment.SegmentSettings;
import dev.millrace.wire.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a client behaves.
 *
 * @param logs receives the log messages of the server, on the calling thread, while a call runs
 * @param limits what a response may declare at most
 * @param requestIds whether every typed call carries a request id of its own
 * @param environment variables set for a spawned worker on top of this process's
 * @param exitGrace how long a spawned worker may take to end by itself when the client closes
 * @param segmentBytes size of the shared memory segment that each connection offers its worker, 0
 *     for none
 * @param ring the ring that each connection offers its worker
 */
public record ClientOptions(
    Consumer<LogMessage> logs,
    Limits limits,
    boolean requestIds,
    Map<String, String> environment,
    Duration exitGrace,
    long segmentBytes,
    RingSettings ring) {

  /**
   * Logs dropped, default limits, no request ids, five seconds of grace; a segment and a ring if
   * the environment asks for them.
   */
  public static final ClientOptions DEFAULT =
      new ClientOptions(
          log -> {},
          Limits.DEFAULT,
          false,
          Map.of(),
          Duration.ofSeconds(5),
          SegmentSettings.number(System.getenv(SegmentSettings.SIZE_BYTES), 0),
          RingSettings.ofEnvironment(RingSettings.NONE));

  /** Checks and copies the parts. */
  public ClientOptions {
    Objects.requireNonNull(logs);
    Objects.requireNonNull(limits);
    if (exitGrace.isNegative()) {
      throw new IllegalArgumentException("less than no grace: " + exitGrace);
    }
    Objects.requireNonNull(ring);
    environment = Map.copyOf(environment);
  }

  /**
   * Copies with another receiver of logs.
   *
   * @param newLogs the receiver
   * @return the copy
   */
  public ClientOptions withLogs(final Consumer<LogMessage> newLogs) {
    return new ClientOptions(
        newLogs, limits, requestIds, environment, exitGrace, segmentBytes, ring);
  }

  /**
   * Copies with other limits.
   *
   * @param newLimits the limits
   * @return the copy
   */
  public ClientOptions withLimits(final Limits newLimits) {
    return new ClientOptions(
        logs, newLimits, requestIds, environment, exitGrace, segmentBytes, ring);
  }

  /**
   * Copies with request ids on or off.
   *
   * @param newRequestIds whether typed calls carry one
   * @return the copy
   */
  public ClientOptions withRequestIds(final boolean newRequestIds) {
    return new ClientOptions(
        logs, limits, newRequestIds, environment, exitGrace, segmentBytes, ring);
  }

  /**
   * Copies with other variables for a spawned worker.
   *
   * @param newEnvironment the variables
   * @return the copy
   */
  public ClientOptions withEnvironment(final Map<String, String> newEnvironment) {
    return new ClientOptions(
        logs, limits, requestIds, newEnvironment, exitGrace, segmentBytes, ring);
  }

  /**
   * Copies with other patience for a spawned worker that is to end.
   *
   * @param newExitGrace how long it may take to end by itself
   * @return the copy
   */
  public ClientOptions withExitGrace(final Duration newExitGrace) {
    return new ClientOptions(
        logs, limits, requestIds, environment, newExitGrace, segmentBytes, ring);
  }

  /**
   * Copies with a segment of another size.
   *
   * @param newSegmentBytes bytes of shared memory for each connection, 0 for none
   * @return the copy
   */
  public ClientOptions withSegment(final long newSegmentBytes) {
    return new ClientOptions(
        logs, limits, requestIds, environment, exitGrace, newSegmentBytes, ring);
  }

  /**
   * Copies with other wishes for a ring. Connections whose worker knows rings and can reach this
   * one's go over to it before their first call; the others stay as they are.
   *
   * @param newRing the ring to offer, {@link RingSettings#NONE} for none
   * @return the copy
   */
  public ClientOptions withRing(final RingSettings newRing) {
    return new ClientOptions(
        logs, limits, requestIds, environment, exitGrace, segmentBytes, newRing);
  }
}
