package dev.millrace.codec.build;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builder memory off the heap, in blocks of a power of two (large ones as asked for). A block that
 * its buffer outgrew waits for the next buffer of that size.
 *
 * <p>Either the blocks belong to an arena of the caller, or each is its own and all are freed by
 * {@link #close}, which is idempotent; using a buffer after that is an {@link
 * IllegalStateException}, never a stray access.
 */
public final class OffHeapMemory implements BuilderMemory, AutoCloseable {
  private static final int MIN_SHIFT = 8;

  /** Blocks from here on are not kept for other buffers but freed, where they are ours to free. */
  private static final long KEEP_LIMIT = 64L << 20;

  private final Arena arena;
  private final Map<MemorySegment, Arena> owned;

  /** Blocks that wait, by the power of two of their size. */
  private final List<List<MemorySegment>> free =
      Stream.<List<MemorySegment>>generate(ArrayList::new).limit(Long.SIZE).toList();

  private boolean closed;

  OffHeapMemory(final Arena arena) {
    this.arena = arena;
    this.owned = null;
  }

  OffHeapMemory() {
    this.arena = null;
    this.owned = new HashMap<>();
  }

  @Override
  public void reserve(final BuilderBuffer buffer, final long used, final long needed) {
    if (closed) {
      throw new IllegalStateException("the memory of this builder is closed");
    }
    if (needed < 0 || needed > 1L << 62) {
      throw new IllegalStateException("a buffer of " + needed + " bytes");
    }
    final MemorySegment block = take(sizeFor(needed, buffer.capacity));
    if (used > 0) {
      MemorySegment.copy(buffer.segment, buffer.offset, block, 0, used);
    }
    giveBack(buffer);
    buffer.place(block, 0, block.byteSize());
  }

  @Override
  public void release(final BuilderBuffer buffer) {
    giveBack(buffer);
    buffer.clear();
  }

  /** Frees what is ours to free: nothing when the caller's arena owns the blocks. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    free.forEach(List::clear);
    if (owned != null) {
      owned.values().forEach(Arena::close);
      owned.clear();
    }
  }

  private static long sizeFor(final long needed, final long current) {
    if (needed > KEEP_LIMIT) {
      return (Math.max(needed, current + (current >> 1)) + ALIGNMENT - 1) & -ALIGNMENT;
    }
    return 1L << ceilShift(Math.max(needed, 2 * current));
  }

  private static int ceilShift(final long bytes) {
    return Math.max(MIN_SHIFT, Long.SIZE - Long.numberOfLeadingZeros(bytes - 1));
  }

  private static int floorShift(final long bytes) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes);
  }

  private MemorySegment take(final long bytes) {
    final List<MemorySegment> waiting = free.get(ceilShift(bytes));
    if (!waiting.isEmpty()) {
      return waiting.removeLast();
    }
    if (arena != null) {
      return arena.allocate(bytes, ALIGNMENT);
    }
    final Arena own = Arena.ofShared();
    final MemorySegment block = own.allocate(bytes, ALIGNMENT);
    owned.put(block, own);
    return block;
  }

  private void giveBack(final BuilderBuffer buffer) {
    if (buffer.capacity == 0 || closed) {
      return;
    }
    final MemorySegment block = buffer.segment;
    if (owned != null && block.byteSize() > KEEP_LIMIT) {
      owned.remove(block).close();
      return;
    }
    free.get(floorShift(block.byteSize())).add(block);
  }
}
