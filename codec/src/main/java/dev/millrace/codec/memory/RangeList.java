package dev.millrace.codec.memory;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Ranges of memory of others, in order. Filled again and again it allocates nothing. A segment may
 * be null where its owner gives that a meaning.
 */
public final class RangeList {
  private static final int FEW = 8;

  /** Bytes in a row. An object each, because an array of segments costs C2 its guesses. */
  private static final class Range {
    MemorySegment segment;
    long offset;
    long length;
  }

  private Range[] ranges = {};
  private int count;

  /**
   * Counts the ranges.
   *
   * @return at least 0
   */
  public int count() {
    return count;
  }

  /**
   * Adds a range after the others; what it names is not checked.
   *
   * @param segment segment it lies in
   * @param offset byte offset in the segment
   * @param length bytes
   */
  public void add(final MemorySegment segment, final long offset, final long length) {
    if (count == ranges.length) {
      makeRoom();
    }
    final Range next = ranges[count++];
    next.segment = segment;
    next.offset = offset;
    next.length = length;
  }

  private void makeRoom() {
    ranges = Arrays.copyOf(ranges, Math.max(FEW, count * 2));
    for (int i = count; i < ranges.length; i++) {
      ranges[i] = new Range();
    }
  }

  private Range range(final int index) {
    return ranges[Objects.checkIndex(index, count)];
  }

  /**
   * Gives the segment of a range.
   *
   * @param index position of the range
   * @return the segment
   */
  public MemorySegment segment(final int index) {
    return range(index).segment;
  }

  /**
   * Tells where a range starts.
   *
   * @param index position of the range
   * @return byte offset in its segment
   */
  public long offset(final int index) {
    return range(index).offset;
  }

  /**
   * Tells how long a range is.
   *
   * @param index position of the range
   * @return bytes
   */
  public long length(final int index) {
    return range(index).length;
  }

  /**
   * Changes how long a range is.
   *
   * @param index position of the range
   * @param length bytes
   */
  public void setLength(final int index, final long length) {
    range(index).length = length;
  }

  /** Forgets all ranges, and the segments with them, so that no large block is kept alive. */
  public void clear() {
    for (int i = 0; i < count; i++) {
      ranges[i].segment = null;
    }
    count = 0;
  }
}
