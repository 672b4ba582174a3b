package dev.millrace.codec.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One off-heap segment that is reused and, when too small, replaced by a larger one. Freed by
 * {@link #close} or when the object is no longer reachable.
 *
 * <p>Growing invalidates the segment handed out before: using it then fails with {@link
 * IllegalStateException}, never with a crash. To be used by one thread at a time; the segment may
 * be read by others.
 */
public final class GrowableRegion implements AutoCloseable {
  private static final int ALIGNMENT = 64;

  private Arena arena;
  private MemorySegment segment = MemorySegment.NULL;

  /** Makes a region without memory. */
  public GrowableRegion() {}

  /**
   * Tells the present memory.
   *
   * @return the segment, aligned to 64 bytes; empty before the first growth and after {@link
   *     #close}
   */
  public MemorySegment segment() {
    return segment;
  }

  /**
   * Tells the present size.
   *
   * @return bytes
   */
  public long capacity() {
    return segment.byteSize();
  }

  /**
   * Replaces the memory by at least this much, unless there is that much already. Keeps nothing.
   *
   * @param size bytes needed
   * @return the segment
   */
  public MemorySegment atLeast(final long size) {
    if (size > segment.byteSize()) {
      close();
      allocate(size);
    }
    return segment;
  }

  /**
   * Replaces the memory by exactly this much and moves some bytes to its beginning.
   *
   * @param size bytes of the new memory, at least {@code count}
   * @param from where the bytes to keep begin
   * @param count how many bytes to keep
   * @return the new segment
   */
  public MemorySegment replace(final long size, final long from, final long count) {
    final Arena oldArena = arena;
    final MemorySegment oldSegment = segment;
    allocate(size);
    if (oldArena != null) {
      MemorySegment.copy(oldSegment, from, segment, 0, count);
      oldArena.close();
    }
    return segment;
  }

  private void allocate(final long size) {
    final Arena fresh = Arena.ofShared();
    try {
      segment = fresh.allocate(size, ALIGNMENT);
    } catch (final RuntimeException | Error e) {
      fresh.close();
      throw e;
    }
    arena = fresh;
  }

  /** Frees the memory; the region can grow again. May be called repeatedly. */
  @Override
  public void close() {
    segment = MemorySegment.NULL;
    if (arena != null) {
      final Arena old = arena;
      arena = null;
      old.close();
    }
  }
}
