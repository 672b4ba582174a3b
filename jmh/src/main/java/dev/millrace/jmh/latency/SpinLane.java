package dev.millrace.jmh.latency;

import dev.millrace.shm.posix.OwnedNames;
import dev.millrace.shm.posix.PosixSharedMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * One side of a ping-pong through shared memory: bytes are copied in, a counter is raised, the
 * other side, which spins on it, copies them out. Nothing waits in any other way and nothing is
 * checked.
 */
final class SpinLane {
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final long HALF = 4 << 20;
  private static final long DATA = 128;

  private final String name;
  private final MemorySegment memory;
  private final MemorySegment outgoing;
  private final MemorySegment incoming;
  private final long out;
  private final long in;
  private long count;

  private SpinLane(
      final String name,
      final MemorySegment memory,
      final boolean first,
      final int sends,
      final int receives) {
    this.name = name;
    this.memory = memory;
    this.outgoing = Arena.global().allocate(Math.max(8, sends), 64);
    this.incoming = Arena.global().allocate(Math.max(8, receives), 64);
    this.out = first ? 0 : HALF;
    this.in = first ? HALF : 0;
    PosixSharedMemory.prefault(memory, 0, memory.byteSize());
  }

  static SpinLane create(final int request, final int response) throws IOException {
    final String name = OwnedNames.fresh("mspin");
    return new SpinLane(
        name, PosixSharedMemory.create(name, 2 * HALF, Arena.global()), true, request, response);
  }

  static SpinLane attach(final String name, final int request, final int response)
      throws IOException {
    final SpinLane lane =
        new SpinLane(
            name, PosixSharedMemory.attach(name, Arena.global()), false, response, request);
    PosixSharedMemory.unlink(name);
    return lane;
  }

  String name() {
    return name;
  }

  void exchange() {
    send(++count);
    receive(count);
  }

  /** Answers until a negative counter comes. */
  void answer() {
    while (receive(++count)) {
      send(count);
    }
  }

  void end() {
    LONG.setRelease(memory, out, -1L);
  }

  private void send(final long number) {
    MemorySegment.copy(outgoing, 0, memory, out + DATA, outgoing.byteSize());
    LONG.setRelease(memory, out, number);
  }

  private boolean receive(final long number) {
    long seen;
    while ((seen = (long) LONG.getAcquire(memory, in)) != number) {
      if (seen < 0) {
        return false;
      }
      Thread.onSpinWait();
    }
    MemorySegment.copy(memory, in + DATA, incoming, 0, incoming.byteSize());
    return true;
  }
}
