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
 * The entry table of a segment and our copy of it, which is what decisions are made on: the table
 * itself may change under our eyes.
 */
final class AllocationTable {
  private static final int ATTEMPTS = 64;

  private final MemorySegment segment;
  private final long end;
  private long wrong;

  /** The copy, offsets and lengths alternating; with room for ranges that are only remembered. */
  final long[] entries;

  AllocationTable(final MemorySegment segment, final int remembered) {
    this.segment = segment;
    this.end = segment.byteSize();
    this.entries = new long[2 * (MAX_ALLOCATIONS + remembered)];
  }

  /** Takes a snapshot of the table and checks it: ascending, disjoint, inside the data region. */
  int load(final boolean tolerant) {
    int count = tolerant ? loadTolerant() : snapshot();
    if (count < 0) {
      count = segment.get(INT, ALLOCATIONS_OFFSET);
      throw new MalformedException(
          "SHM-3",
          wrong,
          wrong == ALLOCATIONS_OFFSET
              ? Integer.toUnsignedString(count) + " allocations"
              : "an allocation that is not behind the one before and inside the segment");
    }
    return count;
  }

  /** The same while the peer may be changing the table; -1 when it does not come to rest. */
  private int loadTolerant() {
    int count = snapshot();
    for (int i = 0; i < ATTEMPTS && count < 0; i++) {
      Thread.onSpinWait();
      count = snapshot();
    }
    return count;
  }

  /** Takes a snapshot; -1 when it is inconsistent, {@link #wrong} tells where. */
  int snapshot() {
    final int count = segment.get(INT, ALLOCATIONS_OFFSET);
    if (count < 0 || count > MAX_ALLOCATIONS) {
      wrong = ALLOCATIONS_OFFSET;
      return -1;
    }
    long floor = HEADER_LENGTH;
    for (int i = 0; i < count; i++) {
      final long offset = segment.get(LONG, entryOffset(i));
      final long length = segment.get(LONG, entryOffset(i) + 8);
      if (offset < floor || length < 1 || offset > end || length > end - offset) {
        wrong = entryOffset(i);
        return -1;
      }
      floor = offset + length;
      entries[2 * i] = offset;
      entries[2 * i + 1] = length;
    }
    return count;
  }

  /**
   * Takes a snapshot; a table that two sides changed at once and left in a state that none of them
   * would, is first put in order: what can stand stands, the rest goes.
   */
  int repaired() {
    final int count = loadTolerant();
    if (count >= 0) {
      return count;
    }
    final int claimed = Math.clamp(segment.get(INT, ALLOCATIONS_OFFSET), 0, MAX_ALLOCATIONS);
    int kept = 0;
    long floor = HEADER_LENGTH;
    for (int i = 0; i < claimed; i++) {
      final long offset = segment.get(LONG, entryOffset(i));
      final long length = segment.get(LONG, entryOffset(i) + 8);
      if (offset >= floor && length >= 1 && offset <= end && length <= end - offset) {
        entries[2 * kept] = offset;
        entries[2 * kept + 1] = length;
        segment.set(LONG, entryOffset(kept), offset);
        segment.set(LONG, entryOffset(kept) + 8, length);
        floor = offset + length;
        kept++;
      }
    }
    segment.set(INT, ALLOCATIONS_OFFSET, kept);
    return kept;
  }

  /** Adds a range to the snapshot where no entry covers it. */
  int remember(final long offset, final long length, final int count) {
    if (length == 0) {
      return count;
    }
    int at = 0;
    while (at < count && entries[2 * at] + entries[2 * at + 1] <= offset) {
      at++;
    }
    if (at < count && entries[2 * at] < offset + length) {
      return count;
    }
    System.arraycopy(entries, 2 * at, entries, 2 * at + 2, 2 * (count - at));
    entries[2 * at] = offset;
    entries[2 * at + 1] = length;
    return count + 1;
  }

  void move(final int from, final int to, final int count) {
    if (count > 0) {
      MemorySegment.copy(
          segment, entryOffset(from), segment, entryOffset(to), count * ENTRY_LENGTH);
    }
  }
}
