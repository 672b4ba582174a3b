package dev.millrace.codec.stream;

import dev.millrace.codec.memory.GrowableRegion;
import java.lang.foreign.MemorySegment;

/**
 * Copies of bytes that a caller showed on the heap. Batches lie off-heap only (see {@code
 * OffHeap}), so these are copied as a whole; the rest of bytes copied before is not copied again,
 * so that a batch stays where it is while the end of its stream is looked for.
 */
final class HeapInput implements AutoCloseable {
  private final GrowableRegion region = new GrowableRegion();
  private MemorySegment source;
  private long start;
  private long end;
  private long next;

  /** Makes the off-heap copy and tells where in it {@code offset} is. */
  long copy(final MemorySegment segment, final long offset, final long available) {
    if (segment != source || offset != next || offset + available != end) {
      MemorySegment.copy(segment, offset, region.atLeast(Math.max(1, available)), 0, available);
      source = segment;
      start = offset;
      end = offset + available;
    }
    return offset - start;
  }

  MemorySegment segment() {
    return region.segment();
  }

  /** Notes where the caller will go on. */
  void consumed(final long offset, final long count) {
    next = offset + count;
  }

  @Override
  public void close() {
    source = null;
    region.close();
  }
}
