package dev.millrace.shm.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeping on an int of shared memory until another process says that it changed.
 *
 * <p>A hint in both directions: a sleeper may wake for no reason, so it looks again; and where the
 * kernel has no futex (any system but Linux on x86-64 and arm64) sleeping is a nap of 50
 * microseconds and waking does nothing. Belongs to one thread; holds its call frames so that
 * sleeping allocates nothing.
 */
@SuppressWarnings("restricted") // one system call, on addresses of mappings made here
public final class Futex {
  private static final int FUTEX_WAIT = 0;
  private static final int FUTEX_WAKE = 1;
  private static final long NAP_NANOS = 50_000;
  private static final long NUMBER = number();
  private static final MethodHandle SYSCALL = NUMBER < 0 ? null : syscall();

  private final MemorySegment timespec = Arena.ofAuto().allocate(16, 8);

  /** Makes the call frames. */
  public Futex() {}

  private static long number() {
    if (!Platform.LINUX) {
      return -1;
    }
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> 202;
      case "aarch64" -> 98;
      default -> -1;
    };
  }

  private static MethodHandle syscall() {
    final Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
        Linker.Option.firstVariadicArg(1));
  }

  /**
   * Sleeps while the int at an address has a value, for a while at the most.
   *
   * @param address address of a 4-aligned int in shared memory that stays mapped meanwhile
   * @param value the value to sleep on; another value there returns at once
   * @param nanos the longest sleep
   */
  public void await(final long address, final int value, final long nanos) {
    if (SYSCALL == null) {
      LockSupport.parkNanos(Math.min(nanos, NAP_NANOS));
      return;
    }
    timespec.set(JAVA_LONG, 0, nanos / 1_000_000_000L);
    timespec.set(JAVA_LONG, 8, nanos % 1_000_000_000L);
    call(address, FUTEX_WAIT, value, timespec);
  }

  /**
   * Wakes one sleeper.
   *
   * @param address the address it sleeps on
   */
  public void wake(final long address) {
    if (SYSCALL != null) {
      call(address, FUTEX_WAKE, 1, MemorySegment.NULL);
    }
  }

  private static void call(
      final long address, final int operation, final int value, final MemorySegment time) {
    try {
      final long ignored =
          (long) SYSCALL.invokeExact(NUMBER, address, operation, value, time, 0L, 0);
    } catch (final RuntimeException | Error e) {
      throw e;
    } catch (final Throwable t) {
      throw new AssertionError("a downcall throws nothing checked", t);
    }
  }
}
