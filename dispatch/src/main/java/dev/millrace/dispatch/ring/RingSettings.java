package dev.millrace.dispatch.ring;

import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.shm.ring.RingIdle;
import dev.millrace.shm.ring.RingRegion;
import java.util.Objects;

/**
 * Whether and how connections go over to a ring ([RING-8]).
 *
 * @param capacity bytes of the ring in each direction: what a client makes, a power of two from 4
 *     KiB to 256 MiB; for a server, which takes the client's, any other number than 0. With 0 there
 *     is no ring.
 * @param idle what a connection's thread does while it waits for the peer
 */
public record RingSettings(long capacity, RingIdle idle) {
  /** Names the environment variable with the capacity, 0 for no ring. */
  public static final String BYTES = "MILLRACE_RING_BYTES";

  /** Names the environment variable with the name of a {@link RingIdle}. */
  public static final String IDLE = "MILLRACE_RING_IDLE";

  /** No ring. */
  public static final RingSettings NONE = new RingSettings(0, RingIdle.ADAPTIVE);

  /** A ring of the default capacity, with adaptive waiting. */
  public static final RingSettings DEFAULT =
      new RingSettings(RingRegion.DEFAULT_CAPACITY, RingIdle.ADAPTIVE);

  /** Checks the parts. */
  public RingSettings {
    Objects.requireNonNull(idle);
    if (capacity != 0 && !RingRegion.isCapacity(capacity)) {
      throw new IllegalArgumentException(
          "a ring of " + capacity + " bytes: not a power of two from 4 KiB to 256 MiB");
    }
  }

  /**
   * Reads what the environment says.
   *
   * @param otherwise what holds where it says nothing
   * @return the settings
   * @throws IllegalArgumentException if it says what makes no sense
   */
  public static RingSettings ofEnvironment(final RingSettings otherwise) {
    final String bytes = System.getenv(BYTES);
    final String idle = System.getenv(IDLE);
    return new RingSettings(
        bytes == null || bytes.isBlank() ? otherwise.capacity : Long.parseLong(bytes.strip()),
        idle == null || idle.isBlank() ? otherwise.idle : RingIdle.parse(idle));
  }

  /**
   * Copies with another capacity.
   *
   * @param newCapacity bytes, 0 for no ring
   * @return the copy
   */
  public RingSettings withCapacity(final long newCapacity) {
    return new RingSettings(newCapacity, idle);
  }

  /**
   * Copies with another way to wait.
   *
   * @param newIdle what to do while waiting
   * @return the copy
   */
  public RingSettings withIdle(final RingIdle newIdle) {
    return new RingSettings(capacity, newIdle);
  }

  /**
   * Tells whether there is to be a ring, and can be on this system.
   *
   * @return false if not
   */
  public boolean wanted() {
    return capacity > 0 && PosixSharedMemory.supported();
  }
}
