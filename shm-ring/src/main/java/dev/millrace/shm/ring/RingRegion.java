package dev.millrace.shm.ring;

import static dev.millrace.shm.ring.RingDescriptor.CAPACITY_OFFSET;
import static dev.millrace.shm.ring.RingDescriptor.CLIENT_OFFSET;
import static dev.millrace.shm.ring.RingDescriptor.MAGIC;
import static dev.millrace.shm.ring.RingDescriptor.MAGIC_OFFSET;
import static dev.millrace.shm.ring.RingDescriptor.SERVER_OFFSET;

import dev.millrace.shm.posix.OwnedNames;
import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The shared memory of one ring channel, as one side has it mapped, clauses {@code RING-1} to
 * {@code RING-3}.
 *
 * <p>The client creates it, tells the server its name, and removes the name as soon as the server
 * has attached: from then on the memory goes with the last of the two processes, however they end.
 * A name left by a client that was killed before that is removed by the next client that starts.
 */
public final class RingRegion implements AutoCloseable {
  /** Bytes of each ring unless told otherwise: 1 MiB, so pieces of up to 128 KiB. */
  public static final long DEFAULT_CAPACITY = 1 << 20;

  private static final String PREFIX = "mring";

  private final Arena arena;
  private final MemorySegment memory;
  private final String name;
  private final long capacity;
  private final boolean client;

  private RingRegion(
      final Arena arena,
      final MemorySegment memory,
      final String name,
      final long capacity,
      final boolean client) {
    this.arena = arena;
    this.memory = memory;
    this.name = name;
    this.capacity = capacity;
    this.client = client;
  }

  /**
   * Tells whether a ring can have so many bytes.
   *
   * @param capacity bytes of each ring
   * @return true for powers of two from 4 KiB to 256 MiB
   */
  public static boolean isCapacity(final long capacity) {
    return RingDescriptor.isCapacity(capacity);
  }

  /**
   * Creates the memory, on the client's side, and removes what killed clients left behind.
   *
   * @param capacity bytes of each ring, a power of two from 4 KiB to 256 MiB
   * @return the region
   * @throws IOException if the system has no room or refuses
   */
  public static RingRegion create(final long capacity) throws IOException {
    if (!RingDescriptor.isCapacity(capacity)) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    OwnedNames.sweep(PREFIX);
    final String name = OwnedNames.fresh(PREFIX);
    final Arena arena = Arena.ofShared();
    try {
      final MemorySegment memory =
          PosixSharedMemory.create(name, RingDescriptor.regionLength(capacity), arena);
      memory.set(ValueLayout.JAVA_LONG, CAPACITY_OFFSET, capacity);
      memory.set(ValueLayout.JAVA_LONG, MAGIC_OFFSET, MAGIC);
      return new RingRegion(arena, memory, name, capacity, true);
    } catch (final IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Maps the memory that a client created, on the server's side.
   *
   * @param name name as the client told it
   * @return the region
   * @throws MalformedException if it is no ring region
   * @throws IOException if there is none of that name, or the system refuses
   */
  public static RingRegion attach(final String name) throws IOException {
    if (!PosixSharedMemory.isName(name) || !name.startsWith(PREFIX + "_")) {
      throw new MalformedException("RING-1", -1, "no name for a ring");
    }
    final Arena arena = Arena.ofShared();
    try {
      final MemorySegment memory = PosixSharedMemory.attach(name, arena);
      if (memory.byteSize() < RingDescriptor.RINGS_OFFSET
          || memory.get(ValueLayout.JAVA_LONG, MAGIC_OFFSET) != MAGIC) {
        throw new MalformedException("RING-1", MAGIC_OFFSET, "not a ring region");
      }
      final long capacity = memory.get(ValueLayout.JAVA_LONG, CAPACITY_OFFSET);
      if (!RingDescriptor.isCapacity(capacity)
          || memory.byteSize() < RingDescriptor.regionLength(capacity)) {
        throw new MalformedException(
            "RING-1",
            CAPACITY_OFFSET,
            "capacity " + capacity + " in " + memory.byteSize() + " bytes");
      }
      return new RingRegion(arena, memory, name, capacity, false);
    } catch (final IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Removes the name; the mappings stay. The client calls it once the server has attached.
   *
   * @throws IOException if the system refuses
   */
  public void unlink() throws IOException {
    PosixSharedMemory.unlink(name);
  }

  /**
   * Tells the name by which the server attaches.
   *
   * @return the name without leading slash
   */
  public String name() {
    return name;
  }

  /**
   * Tells whether the memory is still there.
   *
   * @return false after {@link #close}
   */
  public boolean isMapped() {
    return arena.scope().isAlive();
  }

  MemorySegment memory() {
    return memory;
  }

  long capacity() {
    return capacity;
  }

  long ownSide() {
    return client ? CLIENT_OFFSET : SERVER_OFFSET;
  }

  long peerSide() {
    return client ? SERVER_OFFSET : CLIENT_OFFSET;
  }

  long outgoingRing() {
    return ringOffset(client ? 0 : 1);
  }

  long incomingRing() {
    return ringOffset(client ? 1 : 0);
  }

  private long ringOffset(final int index) {
    return RingDescriptor.RINGS_OFFSET + index * RingDescriptor.ringLength(capacity);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      if (client) {
        try {
          unlink();
        } catch (final IOException e) {
          throw new java.io.UncheckedIOException("ring " + name + " could not be removed", e);
        } finally {
          arena.close();
        }
      } else {
        arena.close();
      }
    }
  }
}
