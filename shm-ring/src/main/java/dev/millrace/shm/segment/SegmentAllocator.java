package dev.millrace.shm.segment;

import static dev.millrace.shm.segment.SegmentDescriptor.ALLOCATIONS_OFFSET;
import static dev.millrace.shm.segment.SegmentDescriptor.ENTRY_LENGTH;
import static dev.millrace.shm.segment.SegmentDescriptor.HEADER_LENGTH;
import static dev.millrace.shm.segment.SegmentDescriptor.INT;
import static dev.millrace.shm.segment.SegmentDescriptor.LONG;
import static dev.millrace.shm.segment.SegmentDescriptor.MAX_ALLOCATIONS;
import static dev.millrace.shm.segment.SegmentDescriptor.entryOffset;

import dev.millrace.wire.MalformedException;
import java.lang.foreign.MemorySegment;

/**
 * First-fit allocator over the entry table in a segment's header, clauses {@code SHM-4} to {@code
 * SHM-6}.
 *
 * <p>The table is shared: either side allocates, and whoever reads an allocation frees it. The
 * lock-step protocol lets one side at a time touch it, and the hand-over of the pointer batch
 * through the kernel orders the accesses, so plain loads and stores suffice. Because the peer may
 * be hostile, each operation copies the table into memory of its own, checks the copy, and works
 * with the copy only; the cost is proportional to the live allocations, of which a well-behaved
 * conversation has few. Not thread-safe. Allocates nothing after construction.
 */
public final class SegmentAllocator {
  /** What {@link #allocate} answers when there is no room: the caller sends its batch inline. */
  public static final long NO_ROOM = -1;

  private final MemorySegment segment;
  private final long end;
  // Our snapshot of the table, offsets and lengths alternating.
  private final long[] entries = new long[2 * MAX_ALLOCATIONS];

  SegmentAllocator(final MemorySegment segment) {
    this.segment = segment;
    this.end = segment.byteSize();
  }

  /**
   * Reserves a range: the first gap, by address, that is large enough.
   *
   * @param length bytes, at least 1
   * @return offset of the range from segment start, or {@link #NO_ROOM} when no gap is large enough
   *     or the table is full
   * @throws MalformedException if the table is inconsistent
   */
  public long allocate(final long length) {
    if (length < 1) {
      throw new IllegalArgumentException("length " + length);
    }
    final int count = load();
    if (count == MAX_ALLOCATIONS) {
      return NO_ROOM;
    }
    long candidate = HEADER_LENGTH;
    int at = 0;
    while (at < count && entries[2 * at] - candidate < length) {
      candidate = entries[2 * at] + entries[2 * at + 1];
      at++;
    }
    if (at == count && end - candidate < length) {
      return NO_ROOM;
    }
    move(at, at + 1, count - at);
    segment.set(LONG, entryOffset(at), candidate);
    segment.set(LONG, entryOffset(at) + 8, length);
    segment.set(INT, ALLOCATIONS_OFFSET, count + 1);
    return candidate;
  }

  /**
   * Gives a range back.
   *
   * @param offset what {@link #allocate} answered, here or at the peer
   * @throws MalformedException if no allocation begins there, or the table is inconsistent
   */
  public void free(final long offset) {
    final int count = load();
    final int at = find(offset, count);
    move(at + 1, at, count - at - 1);
    segment.set(INT, ALLOCATIONS_OFFSET, count - 1);
  }

  /**
   * Shortens an allocation in place, so that a batch built in a generous range keeps only what it
   * used.
   *
   * @param offset start of an allocation
   * @param length its new length, at least 1 and no more than before
   * @throws MalformedException if no allocation begins there, or the table is inconsistent
   */
  public void shrink(final long offset, final long length) {
    final int at = find(offset, load());
    if (length < 1 || length > entries[2 * at + 1]) {
      throw new IllegalArgumentException("length " + length + " of " + entries[2 * at + 1]);
    }
    segment.set(LONG, entryOffset(at) + 8, length);
  }

  /**
   * Lengthens an allocation in place, where what lies behind it is free.
   *
   * @param offset start of an allocation
   * @param length its new length, no less than before
   * @return false when there is no room behind it; nothing changed then
   * @throws MalformedException if no allocation begins there, or the table is inconsistent
   */
  public boolean grow(final long offset, final long length) {
    final int count = load();
    final int at = find(offset, count);
    if (length < entries[2 * at + 1]) {
      throw new IllegalArgumentException("length " + length + " of " + entries[2 * at + 1]);
    }
    final long limit = at + 1 < count ? entries[2 * at + 2] : end;
    if (length > limit - offset) {
      return false;
    }
    segment.set(LONG, entryOffset(at) + 8, length);
    return true;
  }

  /**
   * Checks that a range, as a peer names it in a pointer batch, lies inside one live allocation.
   * What it returned stays true only as long as the peer behaves; the caller reads the range as
   * hostile memory all the same.
   *
   * @param offset start of an allocation
   * @param length bytes to be read from there
   * @throws MalformedException if there is no such allocation or the range is longer than it
   */
  public void requireAllocated(final long offset, final long length) {
    final int at = find(offset, load());
    if (length < 0 || length > entries[2 * at + 1]) {
      throw new MalformedException(
          "SHM-6",
          offset,
          "pointer to " + length + " bytes of an allocation of " + entries[2 * at + 1]);
    }
  }

  /**
   * Counts the live allocations.
   *
   * @return 0 to 4094
   * @throws MalformedException if the table is inconsistent
   */
  public int allocations() {
    return load();
  }

  /**
   * Sums up the live allocations.
   *
   * @return allocated bytes
   * @throws MalformedException if the table is inconsistent
   */
  public long allocatedBytes() {
    final int count = load();
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += entries[2 * i + 1];
    }
    return sum;
  }

  /**
   * Forgets every allocation. For the segment's owner, when no batch of it is in use on either
   * side.
   */
  public void clear() {
    segment.set(INT, ALLOCATIONS_OFFSET, 0);
  }

  private int find(final long offset, final int count) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      final int middle = (low + high) >>> 1;
      final long found = entries[2 * middle];
      if (found == offset) {
        return middle;
      }
      if (found < offset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw new MalformedException("SHM-6", offset, "no allocation begins here");
  }

  /** Takes a snapshot of the table and checks it: ascending, disjoint, inside the data region. */
  private int load() {
    final int count = segment.get(INT, ALLOCATIONS_OFFSET);
    if (count < 0 || count > MAX_ALLOCATIONS) {
      throw new MalformedException(
          "SHM-3", ALLOCATIONS_OFFSET, Integer.toUnsignedString(count) + " allocations");
    }
    long floor = HEADER_LENGTH;
    for (int i = 0; i < count; i++) {
      final long offset = segment.get(LONG, entryOffset(i));
      final long length = segment.get(LONG, entryOffset(i) + 8);
      if (offset < floor || length < 1 || offset > end || length > end - offset) {
        throw new MalformedException(
            "SHM-3",
            entryOffset(i),
            "allocation of " + length + " bytes at " + offset + ", free from " + floor);
      }
      floor = offset + length;
      entries[2 * i] = offset;
      entries[2 * i + 1] = length;
    }
    return count;
  }

  private void move(final int from, final int to, final int count) {
    if (count > 0) {
      MemorySegment.copy(
          segment, entryOffset(from), segment, entryOffset(to), count * ENTRY_LENGTH);
    }
  }
}
