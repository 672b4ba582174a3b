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

  MetadataPlace(final boolean copied) {
    copies = copied ? new GrowableRegion() : null;
  }

  /** Takes metadata that are there as a whole. */
  void take(final MemorySegment message, final long at, final int length) {
    segment = message;
    offset = at;
    if (copies != null) {
      if (length > copies.capacity()) {
        copies.atLeast(Math.max(LEAST, length + (length >>> 1)));
      }
      segment = copies.segment();
      offset = 0;
      MemorySegment.copy(message, at, segment, 0, length);
    }
  }

  MemorySegment segment() {
    return segment;
  }

  long offset() {
    return offset;
  }

  @Override
  public void close() {
    if (copies != null) {
      copies.close();
    }
  }
}
