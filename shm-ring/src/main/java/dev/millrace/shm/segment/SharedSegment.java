package dev.millrace.shm.segment;

import static dev.millrace.shm.segment.SegmentDescriptor.ALLOCATIONS_OFFSET;
import static dev.millrace.shm.segment.SegmentDescriptor.DATA_SIZE_OFFSET;
import static dev.millrace.shm.segment.SegmentDescriptor.HEADER_LENGTH;
import static dev.millrace.shm.segment.SegmentDescriptor.INT;
import static dev.millrace.shm.segment.SegmentDescriptor.LONG;
import static dev.millrace.shm.segment.SegmentDescriptor.MAGIC;
import static dev.millrace.shm.segment.SegmentDescriptor.MAGIC_OFFSET;
import static dev.millrace.shm.segment.SegmentDescriptor.VERSION;
import static dev.millrace.shm.segment.SegmentDescriptor.VERSION_OFFSET;

import dev.millrace.shm.posix.OwnedNames;
import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;

/**
 * A mapped {@code VGIS} segment through which two processes pass record batches, clauses {@code
 * SHM-1} to {@code SHM-7}.
 *
 * <p>The client creates it, owns it and unlinks it; a worker attaches and only ever unmaps. {@link
 * #close} unmaps at once, is idempotent, and on the owner's side also unlinks; batches whose memory
 * lies in the segment are dead from then on: touching them throws {@link IllegalStateException}.
 * May be closed by another thread than the one that uses it; everything else belongs to one thread
 * at a time.
 */
public final class SharedSegment implements AutoCloseable {
  private static final String PREFIX = "mseg";

  /** A multiple of every page size. */
  private static final long PREFAULT_STEP = 2 << 20;

  private final Arena arena;
  private final MemorySegment memory;
  private final SegmentAllocator allocator;
  private final String name;
  private final boolean owner;
  private long prefaulted;

  private SharedSegment(
      final Arena arena, final MemorySegment memory, final String name, final boolean owner) {
    this.arena = arena;
    this.memory = memory;
    this.allocator = new SegmentAllocator(memory);
    this.name = name;
    this.owner = owner;
  }

  /**
   * Creates a segment under a fresh name, with its pages reserved, and removes what killed clients
   * left behind.
   *
   * @param size bytes, header included; more than 65536, may exceed 2 GiB
   * @return the segment, owned
   * @throws IOException if the system has no room or refuses
   */
  public static SharedSegment create(final long size) throws IOException {
    OwnedNames.sweep(PREFIX);
    return create(OwnedNames.fresh(PREFIX), size);
  }

  /**
   * Creates a segment, with its pages reserved.
   *
   * @param name name without leading slash, as it is advertised
   * @param size bytes, header included; more than 65536, may exceed 2 GiB
   * @return the segment, owned
   * @throws FileAlreadyExistsException if the name is taken
   * @throws IOException if the system has no room or refuses
   */
  public static SharedSegment create(final String name, final long size) throws IOException {
    if (size <= HEADER_LENGTH) {
      throw new IllegalArgumentException("a segment of " + size + " bytes holds no data");
    }
    final Arena arena = Arena.ofShared();
    try {
      final MemorySegment memory = PosixSharedMemory.create(name, size, arena);
      memory.set(INT, VERSION_OFFSET, VERSION);
      memory.set(LONG, DATA_SIZE_OFFSET, memory.byteSize() - HEADER_LENGTH);
      memory.set(INT, ALLOCATIONS_OFFSET, 0);
      memory.set(INT, MAGIC_OFFSET, MAGIC);
      return new SharedSegment(arena, memory, name, true);
    } catch (final IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Maps a segment that a peer created and advertised.
   *
   * @param name name as advertised
   * @return the segment, not owned
   * @throws MalformedException if it is no {@code VGIS} segment of a version known here, or its
   *     size lies
   * @throws IOException if there is none of that name, or the system refuses
   */
  public static SharedSegment attach(final String name) throws IOException {
    if (!PosixSharedMemory.isName(name)) {
      throw new MalformedException("SHM-7", -1, "no name for shared memory");
    }
    final Arena arena = Arena.ofShared();
    try {
      final MemorySegment memory = PosixSharedMemory.attach(name, arena);
      check(memory);
      return new SharedSegment(arena, memory, name, false);
    } catch (final IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static void check(final MemorySegment memory) {
    if (memory.byteSize() <= HEADER_LENGTH) {
      throw new MalformedException("SHM-1", 0, "a segment of " + memory.byteSize() + " bytes");
    }
    final int magic = memory.get(INT, MAGIC_OFFSET);
    if (magic != MAGIC) {
      throw new MalformedException(
          "SHM-1", MAGIC_OFFSET, "magic 0x" + Integer.toHexString(magic) + " is not VGIS");
    }
    final int version = memory.get(INT, VERSION_OFFSET);
    if (version != VERSION) {
      throw new MalformedException(
          "SHM-1", VERSION_OFFSET, "version " + Integer.toUnsignedString(version));
    }
    final long dataSize = memory.get(LONG, DATA_SIZE_OFFSET);
    if (dataSize != memory.byteSize() - HEADER_LENGTH) {
      throw new MalformedException(
          "SHM-2",
          DATA_SIZE_OFFSET,
          "data size " + dataSize + " in a segment of " + memory.byteSize() + " bytes");
    }
  }

  /**
   * Gives the whole mapping, header included; offsets of allocations count from its start.
   *
   * @return the mapping, alive until {@link #close}
   */
  public MemorySegment memory() {
    return memory;
  }

  /**
   * Gives the allocator of this segment.
   *
   * @return the one allocator of this mapping
   */
  public SegmentAllocator allocator() {
    return allocator;
  }

  /**
   * Tells the name under which a peer attaches.
   *
   * @return the name without leading slash
   */
  public String name() {
    return name;
  }

  /**
   * Tells the size that is advertised.
   *
   * @return bytes, header included
   */
  public long size() {
    return memory.byteSize();
  }

  /**
   * Makes the page tables of a range that is about to be written, instead of a fault at the first
   * touch of each page: about half of what the first pass over it costs. Reading needs none of
   * this, since the kernel maps pages around the one that is read. First-fit allocations use the
   * segment from its beginning on, so what was made is remembered as one number, and asking again
   * costs a comparison; a range far beyond it is left to fault.
   *
   * @param offset first byte, inside the segment
   * @param length bytes
   */
  public void prefault(final long offset, final long length) {
    if (offset + length > prefaulted && offset - PREFAULT_STEP <= prefaulted) {
      final long end =
          Math.min(memory.byteSize(), offset + length + PREFAULT_STEP - 1 & -PREFAULT_STEP);
      PosixSharedMemory.prefault(memory, prefaulted, end - prefaulted);
      prefaulted = end;
    }
  }

  @Override
  public void close() {
    if (!arena.scope().isAlive()) {
      return;
    }
    arena.close();
    if (owner) {
      try {
        PosixSharedMemory.unlink(name);
      } catch (final IOException e) {
        throw new java.io.UncheckedIOException("segment " + name + " could not be removed", e);
      }
    }
  }
}
