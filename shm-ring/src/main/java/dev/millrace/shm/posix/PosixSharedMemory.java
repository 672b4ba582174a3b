package dev.millrace.shm.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/**
 * Named POSIX shared memory, created with mode 0600 and mapped shared and writable.
 *
 * <p>On Linux the object is a file of the shared memory file system, on macOS a kernel object;
 * names travel without the leading slash. A mapping lives as long as the arena it was made with:
 * closing the arena unmaps at once. Thread-safe: there is no state.
 */
public final class PosixSharedMemory {
  private static final int O_RDWR = 2;
  private static final int O_CREAT = Platform.LINUX ? 0x40 : 0x200;
  private static final int O_EXCL = Platform.LINUX ? 0x80 : 0x800;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED = 1;
  private static final int MADV_POPULATE_WRITE = 23;
  private static final int OWNER_ONLY = 0600;
  // macOS allows 31 bytes with the slash; Linux 255 and then some. A name is data from a peer: no
  // slash, no dot first.
  private static final int NAME_MAX = Platform.MACOS ? 30 : 250;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private PosixSharedMemory() {}

  /**
   * Tells whether this system has named shared memory that this class can reach.
   *
   * @return true on Linux and macOS
   */
  public static boolean supported() {
    return Platform.LINUX || Platform.MACOS;
  }

  /**
   * Tells whether a name, as a peer may send it, can name shared memory at all.
   *
   * @param name name without leading slash
   * @return false for names that are empty, too long, or hold anything but letters, digits, {@code
   *     . _ -}
   */
  public static boolean isName(final String name) {
    return !name.isEmpty() && name.length() <= NAME_MAX && NAME.matcher(name).matches();
  }

  /**
   * Creates an object that must not exist yet, reserves its pages and maps it. The content is zero.
   *
   * <p>On Linux the pages are reserved here, so a full file system is an {@link IOException} now
   * and not a fault at the first write later.
   *
   * @param name name without leading slash
   * @param size bytes, at least 1
   * @param arena lifetime of the mapping
   * @return the mapping, of exactly {@code size} bytes on Linux; macOS rounds up to pages
   * @throws FileAlreadyExistsException if the name is taken
   * @throws IOException if the system refuses, for want of space for instance
   */
  public static MemorySegment create(final String name, final long size, final Arena arena)
      throws IOException {
    require(name);
    if (size < 1) {
      throw new IllegalArgumentException("size " + size);
    }
    final NativeCalls.Result opened =
        NativeCalls.shmOpen("/" + name, O_RDWR | O_CREAT | O_EXCL, OWNER_ONLY);
    if (opened.errno() == NativeCalls.EEXIST) {
      throw new FileAlreadyExistsException(name);
    }
    final int fd = (int) opened.orThrow("shm_open " + name).value();
    boolean done = false;
    try {
      NativeCalls.ftruncate(fd, size).orThrow("ftruncate " + name + " to " + size);
      if (Platform.LINUX) {
        final int error = NativeCalls.fallocate(fd, size);
        if (error != 0) {
          throw new IOException(
              "no room for " + size + " bytes of shared memory (errno " + error + ")");
        }
      }
      final MemorySegment mapped = map(name, fd, arena);
      done = true;
      return mapped;
    } finally {
      NativeCalls.close(fd);
      if (!done) {
        NativeCalls.shmUnlink("/" + name);
      }
    }
  }

  /**
   * Maps an object that exists, whole.
   *
   * @param name name without leading slash
   * @param arena lifetime of the mapping
   * @return the mapping, of the size that the kernel reports
   * @throws NoSuchFileException if there is none
   * @throws IOException if the system refuses
   */
  public static MemorySegment attach(final String name, final Arena arena) throws IOException {
    require(name);
    final NativeCalls.Result opened = NativeCalls.shmOpen("/" + name, O_RDWR, 0);
    if (opened.errno() == NativeCalls.ENOENT) {
      throw new NoSuchFileException(name);
    }
    final int fd = (int) opened.orThrow("shm_open " + name).value();
    try {
      return map(name, fd, arena);
    } finally {
      NativeCalls.close(fd);
    }
  }

  /**
   * Removes a name. Mappings of it stay usable until they end.
   *
   * @param name name without leading slash
   * @return false if there was none
   * @throws IOException if the system refuses
   */
  public static boolean unlink(final String name) throws IOException {
    require(name);
    final NativeCalls.Result result = NativeCalls.shmUnlink("/" + name);
    if (result.errno() == NativeCalls.ENOENT) {
      return false;
    }
    result.orThrow("shm_unlink " + name);
    return true;
  }

  /**
   * Makes the page tables of a range of a mapping now, so that its first use does not fault page by
   * page. A hint: systems that don't know it ignore it.
   *
   * @param mapped a mapping made here
   * @param offset first byte, a multiple of the page size
   * @param length bytes
   */
  public static void prefault(final MemorySegment mapped, final long offset, final long length) {
    if (Platform.LINUX && length > 0) {
      java.util.Objects.checkFromIndexSize(offset, length, mapped.byteSize());
      NativeCalls.madvise(mapped.address() + offset, length, MADV_POPULATE_WRITE);
    }
  }

  @SuppressWarnings("restricted") // the size given to reinterpret is the one that was mapped
  private static MemorySegment map(final String name, final int fd, final Arena arena)
      throws IOException {
    final long size = NativeCalls.size(fd).orThrow("size of " + name).value();
    if (size < 1) {
      throw new IOException("shared memory " + name + " is empty");
    }
    final long address =
        NativeCalls.mmap(size, PROT_READ_WRITE, MAP_SHARED, fd).orThrow("mmap " + name).value();
    try {
      return MemorySegment.ofAddress(address)
          .reinterpret(size, arena, gone -> NativeCalls.munmap(address, size));
    } catch (final RuntimeException e) { // the arena is closed already
      NativeCalls.munmap(address, size);
      throw e;
    }
  }

  private static void require(final String name) {
    if (!supported()) {
      throw new UnsupportedOperationException(
          "shared memory segments need Linux or macOS, this is " + System.getProperty("os.name"));
    }
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name for shared memory: " + name);
    }
  }
}
