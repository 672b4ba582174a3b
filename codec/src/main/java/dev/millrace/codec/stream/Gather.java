package dev.millrace.codec.stream;

import dev.millrace.codec.memory.RangeList;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Bytes to be sent, as a list of ranges of memory: what a gathering write takes. Metadata, padding
 * and small buffers lie in a region of the gather itself; large buffers are referred to where they
 * are.
 *
 * <p>Valid until it is cleared, and only as long as the memory it refers to is unchanged: send or
 * copy it before the batch is reset. Reused from message to message it allocates nothing. Not
 * thread-safe.
 */
public final class Gather {
  private final Arena arena;
  private MemorySegment scratch = MemorySegment.NULL;
  private long scratchUsed;

  /** A range without a segment is one of the scratch region, which moves when it grows. */
  private final RangeList ranges = new RangeList();

  private long total;

  /** Makes an empty gather whose region is freed when the gather is no longer referred to. */
  public Gather() {
    this(null);
  }

  /**
   * Makes an empty gather.
   *
   * @param arena owner of its region, or null to leave it to the collector
   */
  public Gather(final Arena arena) {
    this.arena = arena;
  }

  /**
   * Counts the ranges.
   *
   * @return at least 0
   */
  public int count() {
    return ranges.count();
  }

  /**
   * Gives the segment of a range.
   *
   * @param range position in sending order
   * @return the segment
   */
  public MemorySegment segment(final int range) {
    final MemorySegment segment = ranges.segment(range);
    return segment == null ? scratch : segment;
  }

  /**
   * Tells where a range starts.
   *
   * @param range position in sending order
   * @return byte offset in its segment
   */
  public long offset(final int range) {
    return ranges.offset(range);
  }

  /**
   * Tells the length of a range.
   *
   * @param range position in sending order
   * @return bytes, more than 0
   */
  public long length(final int range) {
    return ranges.length(range);
  }

  /**
   * Tells the length of all ranges.
   *
   * @return bytes
   */
  public long totalLength() {
    return total;
  }

  /**
   * Copies all bytes.
   *
   * @param target segment to copy to
   * @param offset byte offset in it
   * @return bytes copied, {@link #totalLength()}
   */
  public long copyTo(final MemorySegment target, final long offset) {
    Objects.checkFromIndexSize(offset, total, target.byteSize());
    long at = offset;
    for (int i = 0; i < ranges.count(); i++) {
      final long length = ranges.length(i);
      MemorySegment.copy(segment(i), ranges.offset(i), target, at, length);
      at += length;
    }
    return total;
  }

  /**
   * Copies all bytes into an array.
   *
   * @return a new array
   * @throws IllegalStateException when there are too many for an array
   */
  public byte[] toByteArray() {
    if (total > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(total + " bytes do not fit an array");
    }
    final byte[] bytes = new byte[(int) total];
    copyTo(MemorySegment.ofArray(bytes), 0);
    return bytes;
  }

  /** Forgets all ranges; the region is used again. */
  public void clear() {
    ranges.clear();
    total = 0;
    scratchUsed = 0;
  }

  /**
   * Adds bytes where they lie.
   *
   * @param segment segment that holds them
   * @param offset byte offset of the first
   * @param bytes how many; 0 adds nothing
   */
  public void add(final MemorySegment segment, final long offset, final long bytes) {
    Objects.checkFromIndexSize(offset, bytes, segment.byteSize());
    append(segment, offset, bytes);
  }

  /**
   * Adds a copy of bytes.
   *
   * @param segment segment that holds them
   * @param offset byte offset of the first
   * @param bytes how many
   */
  public void addCopy(final MemorySegment segment, final long offset, final long bytes) {
    final long at = room(bytes);
    MemorySegment.copy(segment, offset, scratch, at, bytes);
    commit(bytes);
  }

  /**
   * Adds a copy of an array.
   *
   * @param bytes the bytes
   */
  public void addCopy(final byte[] bytes) {
    final long at = room(bytes.length);
    MemorySegment.copy(bytes, 0, scratch, ValueLayout.JAVA_BYTE, at, bytes.length);
    commit(bytes.length);
  }

  /** Adds zero bytes, at most 64. */
  void addZeros(final long bytes) {
    final long at = room(64);
    for (long i = 0; i < bytes; i++) {
      scratch.set(ValueLayout.JAVA_BYTE, at + i, (byte) 0);
    }
    commit(bytes);
  }

  /** The region, for writing at what {@link #room} returned; changes with the next room. */
  MemorySegment scratch() {
    return scratch;
  }

  /** Makes room in the region for bytes that {@link #commit} adds; returns where. */
  long room(final long bytes) {
    if (bytes > scratch.byteSize() - scratchUsed) {
      final long wanted = Math.max(scratchUsed + bytes, 2 * scratch.byteSize());
      final long size = Math.max(1024, (wanted + 63) & -64);
      final MemorySegment grown = (arena == null ? Arena.ofAuto() : arena).allocate(size, 64);
      MemorySegment.copy(scratch, 0, grown, 0, scratchUsed);
      scratch = grown;
    }
    return scratchUsed;
  }

  /** Adds the bytes written at the last room. */
  void commit(final long bytes) {
    append(null, scratchUsed, bytes);
    scratchUsed += bytes;
  }

  private void append(final MemorySegment segment, final long offset, final long bytes) {
    if (bytes == 0) {
      return;
    }
    total += bytes;
    final int last = ranges.count() - 1;
    if (last >= 0
        && ranges.segment(last) == segment
        && ranges.offset(last) + ranges.length(last) == offset) {
      ranges.setLength(last, ranges.length(last) + bytes);
    } else {
      ranges.add(segment, offset, bytes);
    }
  }
}
