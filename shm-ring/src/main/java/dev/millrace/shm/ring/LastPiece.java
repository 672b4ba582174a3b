package dev.millrace.shm.ring;

import dev.millrace.wire.OffHeap;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The last piece of one direction, where it was a short one. Both sides keep it, so that a piece
 * that is much the same crosses as what is different in it ([RING-10]): calls repeat most of their
 * bytes, and each cache line that need not go from one processor to the other is a good part of
 * what the way takes. Lies in memory of this process; what the peer does to the ring does not reach
 * it.
 */
final class LastPiece {
  /** The longest piece that is kept. */
  static final int MAX_LENGTH = 4096;

  private final MemorySegment bytes = OffHeap.cast(Arena.ofAuto().allocate(MAX_LENGTH, 64));
  private int length;
  private int from;
  private int until;

  /** How long the piece is; 0 where there is none, or it was no short one. */
  int length() {
    return length;
  }

  void forget() {
    length = 0;
  }

  /** Takes the place of the last piece. */
  void keep(final MemorySegment source, final long offset, final int newLength) {
    MemorySegment.copy(source, offset, bytes, 0, newLength);
    length = newLength;
  }

  /** Exchanges some bytes, which are within the piece. */
  void exchange(final int at, final MemorySegment source, final long offset, final int count) {
    MemorySegment.copy(source, offset, bytes, at, count);
  }

  void copyTo(final int at, final MemorySegment target, final long offset, final int count) {
    MemorySegment.copy(bytes, at, target, offset, count);
  }

  /**
   * Compares a piece to this one, up to eight bytes more than differ at each end.
   *
   * @return false where less than half of it is the same, or its length is another
   */
  boolean isLike(final MemorySegment source, final long offset, final long newLength) {
    if (newLength != length || length == 0 || !source.isNative()) {
      return false;
    }
    final MemorySegment other = OffHeap.cast(source);
    int i = 0;
    while (i <= length - Long.BYTES && same(other, offset, i)) {
      i += Long.BYTES;
    }
    int j = length;
    while (j >= i + Long.BYTES && same(other, offset, j - Long.BYTES)) {
      j -= Long.BYTES;
    }
    from = i;
    until = j;
    return j - i + Integer.BYTES <= length >> 1;
  }

  private boolean same(final MemorySegment other, final long offset, final int at) {
    return other.get(ValueLayout.JAVA_LONG_UNALIGNED, offset + at)
        == bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
  }

  /** Where what is different begins. */
  int from() {
    return from;
  }

  /** How many bytes may be different. */
  int different() {
    return until - from;
  }
}
