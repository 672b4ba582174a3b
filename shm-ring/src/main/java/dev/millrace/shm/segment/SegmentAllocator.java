package dev.millrace.shm.segment;

import static dev.millrace.shm.segment.SegmentDescriptor.ALLOCATIONS_OFFSET;
import static dev.millrace.shm.segment.SegmentDescriptor.HEADER_LENGTH;
import static dev.millrace.shm.segment.SegmentDescriptor.INT;
import static dev.millrace.shm.segment.SegmentDescriptor.LONG;
import static dev.millrace.shm.segment.SegmentDescriptor.MAX_ALLOCATIONS;
import static dev.millrace.shm.segment.SegmentDescriptor.entryOffset;

import dev.millrace.wire.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * First-fit allocator over the entry table in a segment's header, clauses {@code SHM-4} to {@code
 * SHM-6}.
 *
 * <p>The table is shared: either side allocates, and whoever reads an allocation frees it. The
 * lock-step protocol lets one side at a time touch it, and the hand-over of the pointer batch
 * through the kernel orders the accesses, so plain loads and stores suffice. A writer need not
 * enter a range before it fills it: {@link #gap} finds one, {@link #enter} enters it when the
 * pointer to it is about to leave.
 *
 * <p>There are peers that give a range back while we have the turn, without a lock anyone could
 * take ([SHM-12]). {@link #tolerate} is for them: a table in motion is read again, an entry is
 * looked at once more after it was made, and the ranges given to the peer last are never given
 * again, whatever became of their entries. Because the peer may be hostile, each operation copies
 * the table into memory of its own, checks the copy, and works with the copy only; the cost is
 * proportional to the live allocations, of which a well-behaved conversation has few. Not
 * thread-safe. Allocates nothing after construction.
 */
public final class SegmentAllocator {
  /** What {@link #allocate} answers when there is no room: the caller sends its batch inline. */
  public static final long NO_ROOM = -1;

  /** Ranges a peer may hold that reads one batch ahead of the one it uses. */
  private static final int GIVEN = 2;

  private static final long ALIGNMENT = 64;

  /** A peer's change of the table takes some stores; this is a thousand times as long. */
  private static final long SETTLED_NANOS = 1_500;

  private static final int ATTEMPTS = 64;

  private final MemorySegment segment;
  private final long end;
  private final AllocationTable table;
  private final long[] entries;
  private final long[] given = new long[2 * GIVEN];
  private boolean tolerant;
  private long gapEnd;

  SegmentAllocator(final MemorySegment segment) {
    this.segment = segment;
    this.end = segment.byteSize();
    this.table = new AllocationTable(segment, GIVEN + 1);
    this.entries = table.entries;
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
    final int count = table.load(tolerant);
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
    table.move(at, at + 1, count - at);
    segment.set(LONG, entryOffset(at), candidate);
    segment.set(LONG, entryOffset(at) + 8, length);
    segment.set(INT, ALLOCATIONS_OFFSET, count + 1);
    return candidate;
  }

  /**
   * Says whether the peer may change the table while we do. Forgets the ranges it was given.
   *
   * @param on true for such a peer
   */
  public void tolerate(final boolean on) {
    tolerant = on;
    Arrays.fill(given, 0);
  }

  /**
   * Finds a range without entering it: the first gap, by address, that is large enough. It stays
   * free as long as the turn is ours.
   *
   * @param length bytes, at least 1
   * @return its offset, a multiple of 64, or {@link #NO_ROOM}; {@link #gapEnd} tells how far it
   *     could reach
   * @throws MalformedException if the table is inconsistent
   */
  public long gap(final long length) {
    return gapBeside(length, 0, 0);
  }

  /**
   * Finds a range that does not touch one found before and not entered yet.
   *
   * @param length bytes, at least 1
   * @param offset where the other range begins
   * @param taken its length; 0 when there is none
   * @return as {@link #gap}
   * @throws MalformedException if the table is inconsistent
   */
  public long gapBeside(final long length, final long offset, final long taken) {
    if (length < 1) {
      throw new IllegalArgumentException("length " + length);
    }
    int count = tolerant ? table.repaired() : table.load(false);
    if (count == MAX_ALLOCATIONS) {
      return NO_ROOM;
    }
    count = table.remember(offset, taken, count);
    if (tolerant) {
      for (int i = 0; i < GIVEN; i++) {
        count = table.remember(given[2 * i], given[2 * i + 1], count);
      }
    }
    long candidate = HEADER_LENGTH;
    for (int at = 0; at <= count; at++) {
      final long limit = at == count ? end : entries[2 * at];
      if (limit - candidate >= length) {
        gapEnd = limit;
        return candidate;
      }
      if (at < count) {
        candidate = (limit + entries[2 * at + 1] + ALIGNMENT - 1) & -ALIGNMENT;
      }
    }
    return NO_ROOM;
  }

  /**
   * Tells where the gap found last ends.
   *
   * @return offset behind its last byte
   */
  public long gapEnd() {
    return gapEnd;
  }

  /**
   * Enters a range found by {@link #gap}; the peer can be told of it then.
   *
   * @param offset where it begins
   * @param length its length, at least 1
   * @return false when the table is full or the range is not free any more
   * @throws MalformedException if the table is inconsistent
   */
  public boolean enter(final long offset, final long length) {
    boolean entered = insert(offset, length);
    if (tolerant && entered) {
      for (int i = 0; i < ATTEMPTS && entered && !stands(offset, length); i++) {
        entered = insert(offset, length);
      }
      if (entered) {
        System.arraycopy(given, 2, given, 0, given.length - 2);
        given[given.length - 2] = offset;
        given[given.length - 1] = length;
      }
    }
    return entered;
  }

  private boolean insert(final long offset, final long length) {
    final int count = tolerant ? table.repaired() : table.load(false);
    int at = 0;
    while (at < count && entries[2 * at] < offset) {
      at++;
    }
    if (at < count && entries[2 * at] == offset && entries[2 * at + 1] == length) {
      return tolerant; // it stands already, what was amiss was another entry
    }
    if (count == MAX_ALLOCATIONS
        || (at > 0 && entries[2 * at - 2] + entries[2 * at - 1] > offset)
        || (at < count && entries[2 * at] - offset < length)) {
      return false;
    }
    table.move(at, at + 1, count - at);
    segment.set(LONG, entryOffset(at), offset);
    segment.set(LONG, entryOffset(at) + 8, length);
    VarHandle.releaseFence();
    segment.set(INT, ALLOCATIONS_OFFSET, count + 1);
    return true;
  }

  /** Whether an entry is still there after whatever the peer had under way. */
  private boolean stands(final long offset, final long length) {
    VarHandle.fullFence();
    final long until = System.nanoTime() + SETTLED_NANOS;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    final int count = table.snapshot();
    for (int i = 0; i < count; i++) {
      if (entries[2 * i] == offset) {
        return entries[2 * i + 1] == length;
      }
    }
    return false;
  }

  /**
   * Gives a range back.
   *
   * @param offset what {@link #allocate} answered, here or at the peer
   * @throws MalformedException if no allocation begins there, or the table is inconsistent
   */
  public void free(final long offset) {
    final int count = table.load(tolerant);
    final int at = find(offset, count);
    if (at < 0) {
      return; // only tolerated: a change of the peer's undid the entry before we did
    }
    table.move(at + 1, at, count - at - 1);
    VarHandle.releaseFence();
    segment.set(INT, ALLOCATIONS_OFFSET, count - 1);
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
    final int at = find(offset, table.load(tolerant));
    if (at < 0 || length < 0 || length > entries[2 * at + 1]) {
      throw new MalformedException(
          "SHM-6", offset, "pointer to " + length + " bytes, more than were allocated there");
    }
  }

  /**
   * Checks that a range lies where allocations can lie, without a look at the table.
   *
   * @param offset where it begins
   * @param length bytes to be read from there
   * @throws MalformedException if it does not
   */
  public void requireInside(final long offset, final long length) {
    if (offset < HEADER_LENGTH || length < 0 || offset > end - length) {
      throw new MalformedException(
          "SHM-6", offset, "pointer to " + length + " bytes, not all in the segment");
    }
  }

  /**
   * Counts the live allocations.
   *
   * @return 0 to 4094
   * @throws MalformedException if the table is inconsistent
   */
  public int allocations() {
    return table.load(tolerant);
  }

  /**
   * Sums up the live allocations.
   *
   * @return allocated bytes
   * @throws MalformedException if the table is inconsistent
   */
  public long allocatedBytes() {
    final int count = table.load(tolerant);
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
    if (tolerant) {
      return -1;
    }
    throw new MalformedException("SHM-6", offset, "no allocation begins here");
  }
}
