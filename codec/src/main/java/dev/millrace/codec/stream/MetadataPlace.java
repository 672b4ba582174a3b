package dev.millrace.codec.stream;

import dev.millrace.codec.memory.GrowableRegion;
import java.lang.foreign.MemorySegment;

/**
 * Where the metadata of the message at hand are read: in place, or in a copy where somebody else
 * may change the bytes between check and use.
 */
final class MetadataPlace implements AutoCloseable {
  private static final long LEAST = 4096;

  private final GrowableRegion copies;
  private MemorySegment segment = MemorySegment.NULL;
  private long offset;
  private int length;

  MetadataPlace(final boolean copied) {
    copies = copied ? new GrowableRegion() : null;
  }

  /** Takes metadata that are there as a whole. */
  void take(final MemorySegment message, final long at, final int size) {
    segment = message;
    offset = at;
    length = size;
    if (copies != null) {
      if (size > copies.capacity()) {
        copies.atLeast(Math.max(LEAST, size + (size >>> 1)));
      }
      segment = copies.segment();
      offset = 0;
      MemorySegment.copy(message, at, segment, 0, size);
    }
  }

  MemorySegment segment() {
    return segment;
  }

  long offset() {
    return offset;
  }

  int length() {
    return length;
  }

  @Override
  public void close() {
    if (copies != null) {
      copies.close();
    }
  }
}
