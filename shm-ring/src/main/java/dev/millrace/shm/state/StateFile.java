package dev.millrace.shm.state;

import static dev.millrace.shm.state.StateFileDescriptor.CURSOR_OFFSET;
import static dev.millrace.shm.state.StateFileDescriptor.DATA_OFFSET;
import static dev.millrace.shm.state.StateFileDescriptor.LONG;
import static dev.millrace.shm.state.StateFileDescriptor.MAGIC;
import static dev.millrace.shm.state.StateFileDescriptor.MAGIC_OFFSET;
import static dev.millrace.shm.state.StateFileDescriptor.RESERVED_OFFSET;
import static dev.millrace.shm.state.StateFileDescriptor.USERS;
import static dev.millrace.shm.state.StateFileDescriptor.align;
import static dev.millrace.shm.state.StateFileDescriptor.userOffset;

import dev.millrace.shm.posix.OwnedNames;
import dev.millrace.shm.posix.UserFolder;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * One mapped state file: mapping, growth and the list of processes that use it.
 *
 * <p>The file grows by writing zeros past its end, which reserves the pages (a full disk is an
 * error there, not a fault later). Offsets never change, so a process that finds an offset beyond
 * its own mapping maps the longer file and goes on; older mappings stay until {@link #close}.
 */
final class StateFile implements AutoCloseable {
  private static final VarHandle VALUE = LONG.varHandle();
  private static final long STEP = 1L << 20;
  private static final Set<StandardOpenOption> OPEN =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);

  private final Arena arena = Arena.ofShared();
  private final FileChannel channel;
  private final long limit;
  private int user = -1;
  // Threads may read an older mapping: it shows the same bytes, only fewer of them.
  private volatile MemorySegment mapped;

  StateFile(final Path path, final long limit) throws IOException {
    this.limit = limit;
    this.channel = FileChannel.open(path, OPEN, UserFolder.OWNER_ONLY_FILE);
    try {
      open();
    } catch (final IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open() throws IOException {
    if (channel.size() < STEP) {
      grow(STEP);
    }
    map(channel.size());
    // Whoever comes first writes the header; all would write the same values, and the cursor is set
    // by CAS once.
    compareAndSet(CURSOR_OFFSET, 0, DATA_OFFSET);
    raise(RESERVED_OFFSET, STEP);
    final long magic = (long) VALUE.compareAndExchange(mapped, MAGIC_OFFSET, 0L, MAGIC);
    if (magic != 0 && magic != MAGIC) {
      throw new MalformedException("STATE-1", MAGIC_OFFSET, "not a state file");
    }
    register();
  }

  /**
   * Makes the file at least so long, with its pages on the disk. Under the file's OS lock, which
   * the kernel takes from a process that dies: were two to extend at once, the slower would write
   * zeros over what the faster hands out.
   */
  private void grow(final long to) throws IOException {
    try (FileLock held = lock()) {
      final ByteBuffer zeros = ByteBuffer.allocate((int) STEP);
      for (long at = channel.size(); at < to; ) {
        at += channel.write(zeros.clear().limit((int) Math.min(STEP, to - at)), at);
      }
      assert held.isValid();
    }
  }

  private FileLock lock() throws IOException {
    while (true) {
      try {
        final FileLock held = channel.tryLock();
        if (held != null) {
          return held;
        }
      } catch (final OverlappingFileLockException e) {
        // another thread of this process grows the file
      }
      Thread.onSpinWait();
    }
  }

  private void map(final long size) throws IOException {
    mapped = channel.map(MapMode.READ_WRITE, 0, size, arena);
  }

  private void register() {
    final long self = ProcessHandle.current().pid();
    for (int i = 0; i < USERS; i++) {
      final long at = userOffset(i);
      final long pid = getVolatile(at);
      if (pid == 0 || !OwnedNames.isAlive(pid, getVolatile(at + 8))) {
        if (compareAndSet(at, pid, self)) {
          setVolatile(at + 8, OwnedNames.ownStart());
          user = i;
          return;
        }
      }
    }
    // More than 64 live users: the newcomer works unregistered, and the others keep the file alive.
  }

  boolean hasLiveUsers() {
    for (int i = 0; i < USERS; i++) {
      final long pid = getVolatile(userOffset(i));
      if (i != user && pid != 0 && OwnedNames.isAlive(pid, getVolatile(userOffset(i) + 8))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Hands out bytes that nobody else has.
   *
   * @param length bytes wanted
   * @return offset of zeroed, 8-aligned bytes
   */
  long allocate(final long length) {
    final long rounded = align(length);
    if (rounded > limit || getVolatile(CURSOR_OFFSET) > limit - rounded) {
      throw new IllegalStateException("the execution's state exceeds " + limit + " bytes");
    }
    final long at = (long) VALUE.getAndAdd(mapped, CURSOR_OFFSET, rounded);
    final long end = at + rounded;
    if (end > getVolatile(RESERVED_OFFSET)) {
      try {
        final long to = (end + STEP - 1) / STEP * STEP;
        grow(to);
        raise(RESERVED_OFFSET, to);
      } catch (final IOException e) {
        throw new UncheckedIOException("no room for the execution's state", e);
      }
    }
    return at;
  }

  /** Gives a mapping that holds a range, or says that the file is damaged. */
  MemorySegment at(final long offset, final long length) {
    MemorySegment m = mapped;
    if (offset < 0 || (offset & 7) != 0 || length < 0) {
      throw new MalformedException("STATE-2", offset, "no place for " + length + " bytes");
    }
    if (length > m.byteSize() - offset) {
      m = remap(offset, length);
    }
    return m;
  }

  private MemorySegment remap(final long offset, final long length) {
    try {
      final long size = channel.size();
      if (length > size - offset) {
        throw new MalformedException("STATE-2", offset, length + " bytes in a file of " + size);
      }
      map(size);
      return mapped;
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long getVolatile(final long offset) {
    return (long) VALUE.getVolatile(at(offset, 8), offset);
  }

  void setVolatile(final long offset, final long value) {
    VALUE.setVolatile(at(offset, 8), offset, value);
  }

  boolean compareAndSet(final long offset, final long expected, final long value) {
    return (boolean) VALUE.compareAndSet(at(offset, 8), offset, expected, value);
  }

  long addAndGet(final long offset, final long delta) {
    return (long) VALUE.getAndAdd(at(offset, 8), offset, delta) + delta;
  }

  private void raise(final long offset, final long value) {
    long seen = getVolatile(offset);
    while (seen < value && !compareAndSet(offset, seen, value)) {
      seen = getVolatile(offset);
    }
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      if (user >= 0) {
        setVolatile(userOffset(user) + 8, 0);
        setVolatile(userOffset(user), 0);
      }
      arena.close();
      try {
        channel.close();
      } catch (final IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
