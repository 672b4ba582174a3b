package dev.millrace.codec.build;

import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * The place of one buffer of a builder: a range of a segment that a {@link BuilderMemory} owns.
 * Only the memory changes the place; the builder writes into it.
 */
public final class BuilderBuffer {
  private static final MemorySegment EMPTY = MemorySegment.NULL;

  MemorySegment segment = EMPTY;
  long offset;
  long capacity;
  private long hint;

  /** Creates a buffer without memory. */
  public BuilderBuffer() {}

  /**
   * Gives the segment that holds the buffer.
   *
   * @return the segment, of length 0 before memory was given
   */
  public MemorySegment segment() {
    return segment;
  }

  /**
   * Tells where the buffer starts.
   *
   * @return offset in the segment in bytes
   */
  public long offset() {
    return offset;
  }

  /**
   * Tells how much the buffer can hold.
   *
   * @return bytes from {@link #offset()} on that the builder may write
   */
  public long capacity() {
    return capacity;
  }

  /**
   * Tells the largest capacity this buffer ever had: what a memory that places each batch anew
   * should give at once.
   *
   * @return bytes
   */
  public long hint() {
    return hint;
  }

  /**
   * Puts the buffer at a place. Called by the memory.
   *
   * @param newSegment off-heap segment that holds the buffer
   * @param newOffset offset in it
   * @param newCapacity bytes the builder may write from there on
   */
  public void place(final MemorySegment newSegment, final long newOffset, final long newCapacity) {
    this.segment = OffHeap.require(newSegment);
    this.offset = newOffset;
    this.capacity = newCapacity;
    if (newCapacity > hint) {
      hint = newCapacity;
    }
  }

  /** Forgets the place, as when its memory was given away; the hint stays. */
  public void clear() {
    segment = EMPTY;
    offset = 0;
    capacity = 0;
  }
}
