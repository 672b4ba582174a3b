package dev.millrace.shm.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Downcall handles for the C library, each of which captures {@code errno}. Held in a class of its
 * own so that nothing native is linked before it is needed.
 */
@SuppressWarnings(
    "restricted") // the launchers and manifests grant native access to this module's users
final class NativeCalls {
  static final int EEXIST = 17;
  static final int ENOENT = 2;
  static final int EINTR = 4;

  /** Where a call leaves {@code errno}. */
  static final MemoryLayout STATE = Linker.Option.captureStateLayout();

  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  // Each is linked when it is first called: that takes milliseconds, of which a worker's start has
  // few, and a worker on a pipe calls one of them.

  private static final class ShmOpen {
    static final MethodHandle CALL =
        bind("shm_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  }

  private static final class ShmUnlink {
    static final MethodHandle CALL = bind("shm_unlink", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static final class Ftruncate {
    static final MethodHandle CALL =
        bind("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
  }

  private static final class Close {
    static final MethodHandle CALL = bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static final class Mmap {
    static final MethodHandle CALL =
        bind(
            "mmap",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  }

  private static final class Munmap {
    static final MethodHandle CALL =
        bind("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  }

  private static final class Madvise {
    static final MethodHandle CALL =
        bind("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  /** Answers the error itself and leaves {@code errno} alone; macOS has none. */
  private static final class Fallocate {
    static final MethodHandle CALL =
        bind("posix_fallocate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  }

  private static final class Pipe {
    static final MethodHandle CALL = bind("pipe", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static final class Fcntl {
    static final MethodHandle CALL =
        bind(
            "fcntl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
  }

  private static final class Lseek {
    static final MethodHandle CALL =
        bind("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  private static final class Fstat {
    static final MethodHandle CALL =
        bind("fstat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  }

  private NativeCalls() {}

  static MethodHandle bind(
      final String name, final FunctionDescriptor type, final Linker.Option... options) {
    final Linker linker = Linker.nativeLinker();
    final Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = Linker.Option.captureCallState("errno");
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, all);
  }

  /** What a call returned, and {@code errno} where that was -1. */
  record Result(long value, int errno) {
    boolean failed() {
      return value == -1;
    }

    Result orThrow(final String what) throws IOException {
      if (failed()) {
        throw new IOException(what + ": errno " + errno);
      }
      return this;
    }
  }

  static int errno(final MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  private interface Call {
    long invoke(MemorySegment state, Arena arena) throws Throwable;
  }

  private static Result call(final Call call) {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment state = arena.allocate(STATE);
      long value;
      int errno;
      do {
        value = call.invoke(state, arena);
        errno = value == -1 ? errno(state) : 0;
      } while (errno == EINTR);
      return new Result(value, errno);
    } catch (final Throwable t) {
      throw unexpected(t);
    }
  }

  /** What a downcall threw, which is nothing checked. */
  static RuntimeException unexpected(final Throwable thrown) {
    switch (thrown) {
      case final RuntimeException e -> throw e;
      case final Error e -> throw e;
      default -> throw new AssertionError("a downcall throws nothing checked", thrown);
    }
  }

  static Result shmOpen(final String name, final int flags, final int mode) {
    return call((s, a) -> (int) ShmOpen.CALL.invokeExact(s, a.allocateFrom(name), flags, mode));
  }

  static Result shmUnlink(final String name) {
    return call((s, a) -> (int) ShmUnlink.CALL.invokeExact(s, a.allocateFrom(name)));
  }

  static Result ftruncate(final int fd, final long size) {
    return call((s, a) -> (int) Ftruncate.CALL.invokeExact(s, fd, size));
  }

  static Result close(final int fd) {
    return call((s, a) -> (int) Close.CALL.invokeExact(s, fd));
  }

  static Result mmap(final long size, final int protection, final int flags, final int fd) {
    return call((s, a) -> (long) Mmap.CALL.invokeExact(s, 0L, size, protection, flags, fd, 0L));
  }

  static Result munmap(final long address, final long size) {
    return call((s, a) -> (int) Munmap.CALL.invokeExact(s, address, size));
  }

  static Result madvise(final long address, final long size, final int advice) {
    return call((s, a) -> (int) Madvise.CALL.invokeExact(s, address, size, advice));
  }

  /** Reserves the pages of a file; answers 0 or an error number. */
  static int fallocate(final int fd, final long size) {
    int error;
    do {
      error = (int) call((s, a) -> (int) Fallocate.CALL.invokeExact(s, fd, 0L, size)).value();
    } while (error == EINTR);
    return error;
  }

  /** As the other, with memory for {@code errno} that the caller keeps; allocates nothing. */
  static int fcntl(final MemorySegment state, final int fd, final int command, final int argument) {
    try {
      return (int) Fcntl.CALL.invokeExact(state, fd, command, argument);
    } catch (final Throwable t) {
      throw unexpected(t);
    }
  }

  static Result fcntl(final int fd, final int command, final int argument) {
    return call((s, a) -> fcntl(s, fd, command, argument));
  }

  /** Opens a pipe; the value is its read end in the low and its write end in the high half. */
  static Result pipe() {
    return call(
        (s, a) -> {
          final MemorySegment ends = a.allocate(8, 4);
          final int done = (int) Pipe.CALL.invokeExact(s, ends);
          return done == -1 ? -1 : ends.get(JAVA_INT, 0) | (long) ends.get(JAVA_INT, 4) << 32;
        });
  }

  /** Asks the kernel for the size of an open shared memory object. */
  static Result size(final int fd) {
    if (Platform.LINUX) {
      return call((s, a) -> (long) Lseek.CALL.invokeExact(s, fd, 0L, 2 /* SEEK_END */));
    }
    // macOS refuses lseek on shared memory; st_size lies at 96 in its 64-bit struct stat (144
    // bytes).
    return call(
        (s, a) -> {
          final MemorySegment stat = a.allocate(144, 8);
          final int done = (int) Fstat.CALL.invokeExact(s, fd, stat);
          return done == -1 ? -1 : stat.get(JAVA_LONG, 96);
        });
  }
}
