package dev.millrace.dispatch.segment;

import dev.millrace.codec.build.BuilderBuffer;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.shm.segment.SegmentAllocator;
import dev.millrace.shm.segment.SharedSegment;
import java.lang.foreign.MemorySegment;

/**
 * Builder memory inside the segment: the buffers of the batch under construction lie in one
 * allocation, behind room for the messages in front of them, so that a finished batch is a pointer
 * and nothing is copied.
 *
 * <p>Room is looked for when the first buffer wants memory, for a batch as large as those before,
 * and reaches as far as is free behind it; it becomes an allocation when the pointer is about to
 * leave. Where there is none, and while batches are too small for a pointer, buffers live off the
 * heap as they would without a segment. One batch at a time: {@link #enter} or {@link #discard}
 * before the next is begun, and the builder is detached.
 */
public final class SegmentMemory implements BuilderMemory {
  private static final long NONE = SegmentAllocator.NO_ROOM;

  private final SharedSegment segment;
  private final OffHeapMemory heap;
  private final long threshold;
  private long head;
  private long allocation = NONE;
  private long end;
  private long cursor;
  private long usual;
  private boolean modest;

  SegmentMemory(final SharedSegment segment, final OffHeapMemory heap, final long threshold) {
    this.segment = segment;
    this.heap = heap;
    this.threshold = threshold;
  }

  /**
   * Says how much room the messages in front of a body need.
   *
   * @param bytes a multiple of 64
   */
  void reserveHead(final long bytes) {
    head = bytes;
  }

  @Override
  public void reserve(final BuilderBuffer buffer, final long used, final long needed) {
    if (needed < 0 || needed > 1L << 62) {
      throw new IllegalStateException("a buffer of " + needed + " bytes");
    }
    final boolean ours = holds(buffer);
    if (ours && buffer.offset() + buffer.capacity() == cursor && extend(buffer.offset(), needed)) {
      buffer.place(segment.memory(), buffer.offset(), cursor - buffer.offset());
      return;
    }
    final long wanted =
        align(Math.max(needed, Math.max(modest ? 0 : buffer.hint(), 2 * buffer.capacity())));
    if (isOpenFor(wanted)) {
      final long place = cursor;
      if (extend(place, wanted) || extend(place, align(needed))) {
        MemorySegment.copy(buffer.segment(), buffer.offset(), segment.memory(), place, used);
        if (!ours) {
          heap.release(buffer);
        }
        buffer.place(segment.memory(), place, cursor - place);
        return;
      }
    }
    if (ours) {
      moveOut(buffer, used, needed);
    } else {
      heap.reserve(buffer, used, needed);
    }
  }

  /** Opens the allocation if there is none and it is worth having one. */
  private boolean isOpenFor(final long wanted) {
    if (allocation != NONE) {
      return true;
    }
    if (Math.max(usual, wanted) < threshold) {
      return false;
    }
    final SegmentAllocator allocator = segment.allocator();
    final long least = head + wanted + PointerWriter.TAIL;
    allocation = allocator.gap(Math.max(usual, least));
    if (allocation == NONE && usual > least) {
      allocation = allocator.gap(least);
    }
    if (allocation == NONE) {
      return false;
    }
    end = allocator.gapEnd();
    cursor = allocation + head;
    return true;
  }

  /** Makes the range from a place to the cursor at least so long. */
  private boolean extend(final long place, final long length) {
    final long to = place + align(length);
    if (to > end - PointerWriter.TAIL) {
      return false;
    }
    segment.prefault(place, to - place);
    cursor = to;
    return true;
  }

  private void moveOut(final BuilderBuffer buffer, final long used, final long needed) {
    final MemorySegment from = buffer.segment();
    final long offset = buffer.offset();
    buffer.clear();
    heap.reserve(buffer, 0, needed);
    MemorySegment.copy(from, offset, buffer.segment(), buffer.offset(), used);
  }

  @Override
  public void release(final BuilderBuffer buffer) {
    if (holds(buffer)) {
      buffer.clear(); // goes with the allocation
    } else {
      heap.release(buffer);
    }
  }

  @Override
  public BuilderMemory persistent() {
    return heap;
  }

  private boolean holds(final BuilderBuffer buffer) {
    return buffer.capacity() > 0 && buffer.segment() == segment.memory();
  }

  private static long align(final long length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Makes room at the end of the open allocation; answers where, or -1. */
  long append(final long length) {
    final long place = cursor;
    return extend(place, length) ? place : NONE;
  }

  /** Finds room for a copy of a batch, outside of the open room. */
  long gapBeside(final long length) {
    return segment
        .allocator()
        .gapBeside(length, allocation, allocation == NONE ? 0 : cursor - allocation);
  }

  /** Tells how large the batches are that had to be copied, so that the next one gets its room. */
  void expect(final long bytes) {
    usual = Math.max(usual, align(head + bytes + bytes / 8) + PointerWriter.TAIL);
  }

  /** Where the open allocation begins, or -1. */
  long allocation() {
    return allocation;
  }

  /** Where the body begins in the segment. */
  long bodyStart() {
    return allocation + head;
  }

  /** End of what was handed out to buffers. */
  long bodyEnd() {
    return cursor;
  }

  /** There was no room for a batch: the next one asks for what it needs, not for what is usual. */
  void beModest() {
    modest = true;
  }

  /**
   * Enters the allocation, which is about to be given to the peer; the next batch gets its own, of
   * the same size.
   *
   * @return false when the peer took the room meanwhile
   */
  boolean enter() {
    final long length = cursor - allocation + PointerWriter.TAIL;
    final boolean entered = segment.allocator().enter(allocation, length);
    usual = Math.max(usual, length);
    allocation = NONE;
    modest = false;
    return entered;
  }

  /** Gives the room up: its batch went another way. */
  void discard() {
    if (allocation != NONE) {
      usual = 0; // batches may have become small for good; the next one decides anew
      allocation = NONE;
    }
  }
}
