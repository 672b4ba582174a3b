package dev.millrace.shm.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * Puts memory into a pipe by reference ({@code vmsplice}, Linux): the pipe holds the pages
 * themselves, and the only copy is the reader's, straight out of them.
 *
 * <p>Until the reader has read them, pages must not change, and nothing tells when that is but the
 * pipe itself: a pipe of {@link #capacity} bytes that has taken so many bytes after them, copied
 * ones, has room for nothing before those. A reader that moves pages on by reference ({@code
 * splice}, {@code tee}) would see them change all the same, so both ends have to know each other.
 *
 * <p>For one thread at a time. Nothing is allocated per call.
 */
public final class PipePages {
  private static final int F_GETPIPE_SZ = 1032;

  private static final MethodHandle VMSPLICE =
      NativeCalls.bind(
          "vmsplice", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  private final int descriptor;
  private final MemorySegment state;
  private final MemorySegment range;

  private PipePages(final int descriptor) {
    this.descriptor = descriptor;
    final Arena arena = Arena.ofAuto();
    state = arena.allocate(NativeCalls.STATE);
    range = arena.allocate(2 * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
  }

  /**
   * Makes the way into a pipe.
   *
   * @param descriptor the pipe's write end, in blocking mode; stays the caller's
   * @return the way, or null on a system without one
   */
  public static PipePages into(final int descriptor) {
    return Platform.LINUX ? new PipePages(descriptor) : null;
  }

  /**
   * Asks how much the pipe holds.
   *
   * @return bytes; more than anyone has if it is no pipe
   */
  public long capacity() {
    final int size = NativeCalls.fcntl(state, descriptor, F_GETPIPE_SZ, 0);
    return size > 0 ? size : Long.MAX_VALUE;
  }

  /**
   * Waits until all bytes are in the pipe.
   *
   * @param memory off-heap memory
   * @param offset byte offset of the first
   * @param length how many
   * @return how many are in the pipe; fewer than asked for when the system refuses the rest, which
   *     a plain write then takes or explains
   */
  public long put(final MemorySegment memory, final long offset, final long length) {
    Objects.checkFromIndexSize(offset, length, memory.byteSize());
    final long address = memory.address() + offset;
    long done = 0;
    while (done < length) {
      range.set(JAVA_LONG, 0, address + done);
      range.set(JAVA_LONG, JAVA_LONG.byteSize(), length - done);
      final long put = vmsplice();
      if (put > 0) {
        done += put;
      } else if (put == 0 || NativeCalls.errno(state) != NativeCalls.EINTR) {
        break;
      }
    }
    Reference.reachabilityFence(memory);
    return done;
  }

  private long vmsplice() {
    try {
      return (long) VMSPLICE.invokeExact(state, descriptor, range, 1L, 0);
    } catch (final Throwable t) {
      throw NativeCalls.unexpected(t);
    }
  }
}
