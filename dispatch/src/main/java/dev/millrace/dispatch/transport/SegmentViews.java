package dev.millrace.dispatch.transport;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Byte buffers over segments, because channels speak those. Making one allocates, so each is kept:
 * slot {@code i} serves the {@code i}-th range of a write, and since the ranges of successive
 * batches come from the same segments in the same order, a slot nearly always finds the view it
 * made last time. A segment larger than a byte buffer may be is seen through windows.
 */
final class SegmentViews {
  /** A view is up to two of these; a byte buffer ends a few bytes before 2 GiB. */
  private static final long WINDOW = 1L << 29;

  private static final int KEPT = 256;
  private static final int FEW = 8;

  /** An object each, because an array of segments costs C2 its guesses. */
  private static final class View {
    MemorySegment segment;
    long start;
    ByteBuffer buffer;
  }

  private View[] views = {};

  /**
   * Gives a view of a range.
   *
   * @return a buffer from position to limit; shorter than asked for where a window ends
   */
  ByteBuffer view(
      final int slot, final MemorySegment segment, final long offset, final long length) {
    if (slot >= views.length) {
      grow(slot);
    }
    final View view = views[slot];
    final boolean whole = segment.byteSize() <= 2 * WINDOW;
    final long start = whole ? 0 : offset & -WINDOW;
    if (view.segment != segment || view.start != start) {
      // two windows long, so that a range that starts in the first has at least one window ahead
      view.buffer =
          whole
              ? segment.asByteBuffer()
              : segment
                  .asSlice(start, Math.min(2 * WINDOW, segment.byteSize() - start))
                  .asByteBuffer();
      view.segment = segment;
      view.start = start;
    }
    final ByteBuffer buffer = view.buffer;
    final int position = (int) (offset - start);
    final int limit = (int) Math.min(buffer.capacity(), position + length);
    return buffer.limit(limit).position(position);
  }

  private void grow(final int slot) {
    final int before = views.length;
    views = Arrays.copyOf(views, Math.max(slot + FEW, before * 2));
    for (int i = before; i < views.length; i++) {
      views[i] = new View();
    }
  }

  /** Forgets views of a huge write, which would keep their memory reachable. */
  void trim() {
    if (views.length > KEPT) {
      views = Arrays.copyOf(views, KEPT);
    }
  }
}
