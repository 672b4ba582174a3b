package dev.millrace.codec.build;

import java.lang.foreign.Arena;

/**
 * Where the buffers of builders live and grow; the one owner of that memory. An implementation may
 * hand out ranges of one shared segment, so that a batch is built where its reader will find it, or
 * blocks off the heap.
 *
 * <p>Contract for implementations: a range starts at a multiple of 64 bytes from the start of its
 * segment (of the region that becomes a message body, where there is one), ranges handed out do not
 * overlap, and the memory may hold anything (builders write what they declare). Threading follows
 * the builders: one thread at a time.
 */
public interface BuilderMemory {

  /** Alignment of every range in bytes. */
  int ALIGNMENT = 64;

  /**
   * Makes a buffer hold at least a number of bytes and keeps what it already holds. The
   * implementation decides by how much more it grows; growing must be geometric so that appending
   * stays cheap.
   *
   * @param buffer the buffer, placed anew by {@link BuilderBuffer#place}
   * @param used bytes from its start that must keep their content
   * @param needed capacity asked for, more than the current one
   * @throws IllegalStateException when the memory is exhausted by its own rules
   */
  void reserve(BuilderBuffer buffer, long used, long needed);

  /**
   * Takes back the memory of a buffer that its builder no longer uses, and clears the buffer.
   *
   * @param buffer the buffer, with or without memory
   */
  void release(BuilderBuffer buffer);

  /**
   * Gives the memory for what outlives a batch: the values of dictionaries. A memory whose ranges
   * go away with each batch gives another one here.
   *
   * @return this memory, where its ranges stay until released
   */
  default BuilderMemory persistent() {
    return this;
  }

  /**
   * Gives memory from an arena: freed when the caller closes the arena, blocks that buffers outgrew
   * are used again in the meantime.
   *
   * @param arena owner of the memory; decides which threads may use it
   * @return the memory
   */
  static BuilderMemory offHeap(final Arena arena) {
    return new OffHeapMemory(arena);
  }

  /**
   * Gives memory off the heap that is freed by {@link OffHeapMemory#close}, large blocks as soon as
   * their buffers outgrow them.
   *
   * @return the memory, owned by the caller
   */
  static OffHeapMemory offHeap() {
    return new OffHeapMemory();
  }
}
