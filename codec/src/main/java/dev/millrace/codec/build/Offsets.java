package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.INT;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** Copies runs of offsets from one numbering to another. */
final class Offsets {
  private Offsets() {}

  /**
   * Copies offsets and adds a number to each. Copy first, then add in place: a loop over one
   * segment vectorises, a loop over two that might overlap does not.
   */
  static void copy(
      final boolean wide,
      final MemorySegment source,
      final long from,
      final MemorySegment target,
      final long to,
      final long count,
      final long delta) {
    final long bytes = count << (wide ? 3 : 2);
    MemorySegment.copy(source, from, target, to, bytes);
    if (delta == 0) {
      return;
    }
    final MemorySegment own = OffHeap.cast(target);
    if (wide) {
      for (long at = to; at < to + bytes; at += Long.BYTES) {
        own.set(LONG, at, own.get(LONG, at) + delta);
      }
    } else {
      final int shortDelta = (int) delta;
      for (long at = to; at < to + bytes; at += Integer.BYTES) {
        own.set(INT, at, own.get(INT, at) + shortDelta);
      }
    }
  }
}
