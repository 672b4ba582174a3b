package dev.millrace.shm.ring;

import static dev.millrace.shm.ring.RingDescriptor.CHANGE;
import static dev.millrace.shm.ring.RingDescriptor.DATA;
import static dev.millrace.shm.ring.RingDescriptor.HEADER;
import static dev.millrace.shm.ring.RingDescriptor.PADDING;
import static dev.millrace.shm.ring.RingDescriptor.aligned;

import dev.millrace.wire.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The writing side of one ring, for one thread. The layout is that of Agrona's one-to-one ring
 * buffer ([RING-4]), and a test holds it to that class; but where this side stands is kept here and
 * not in memory that the peer can write, so the only thing taken from the peer is how far it has
 * read, and that is checked.
 */
final class RingWriter {
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

  private final MemorySegment memory;
  private final long start;
  private final long capacity;
  private final long headAt;
  private final long tailAt;
  private long tail;
  private long head;
  private final LastPiece last = new LastPiece();
  private int type = DATA;

  RingWriter(final MemorySegment memory, final long start, final long capacity) {
    this.memory = memory;
    this.start = start;
    this.capacity = capacity;
    this.headAt = start + capacity + RingBufferDescriptor.HEAD_POSITION_OFFSET;
    this.tailAt = start + capacity + RingBufferDescriptor.TAIL_POSITION_OFFSET;
  }

  /** The longest piece. */
  int maxPiece() {
    return (int) (capacity >> 3);
  }

  /**
   * Finds room for a piece, which nobody sees before {@link #commit}.
   *
   * @return where its bytes go in the memory, or -1 while there is no room
   * @throws MalformedException if the peer says that it has read what was never written
   */
  long claim(final int length) {
    final long needed = needed(length);
    if (needed > capacity - (tail - head)) {
      readHead();
      if (needed > capacity - (tail - head)) {
        return -1;
      }
    }
    final long index = tail & (capacity - 1);
    final long toEnd = capacity - index;
    if (needed <= toEnd) { // else it counts what is left here, which becomes padding
      return start + index + HEADER;
    }
    LONG.set(memory, start, 0L);
    INT.set(memory, start + index + Integer.BYTES, PADDING);
    INT.setRelease(memory, start + index, (int) toEnd);
    tail += toEnd;
    LONG.setRelease(memory, tailAt, tail);
    return start + HEADER;
  }

  /**
   * What a piece takes of the ring: itself; the header behind it, which is cleared before the piece
   * is shown; and what is left of the ring where it does not fit there.
   */
  private long needed(final int length) {
    final long record = aligned(HEADER + length) + HEADER;
    final long toEnd = capacity - (tail & (capacity - 1));
    return record > toEnd ? record + toEnd : record;
  }

  /** Whether a piece is so much like the last one that it goes as a change of it. */
  boolean isChange(final MemorySegment source, final long offset, final long length) {
    return last.isLike(source, offset, length);
  }

  /** How long that change is. */
  int changeLength() {
    return Integer.BYTES + last.different();
  }

  /** Fills the claimed room with the change that was found, and takes note of it. */
  void putChange(final long at, final MemorySegment source, final long offset) {
    type = CHANGE;
    final int from = last.from();
    final int count = last.different();
    INT.set(memory, at, from);
    if (count > 0) {
      MemorySegment.copy(source, offset + from, memory, at + Integer.BYTES, count);
      last.exchange(from, source, offset + from, count);
    }
  }

  /** Takes note of what was shown as one piece; longer ones are none to compare with. */
  void keep(final MemorySegment source, final long offset, final long length) {
    if (length <= Math.min(maxPiece(), LastPiece.MAX_LENGTH)) {
      last.keep(source, offset, (int) length);
    }
  }

  /** Shows the piece that was claimed last. */
  void commit(final int length) {
    final long index = tail & (capacity - 1);
    final long record = aligned(HEADER + length);
    LONG.set(memory, start + index + record, 0L);
    INT.set(memory, start + index + Integer.BYTES, type);
    INT.setRelease(memory, start + index, (int) (HEADER + length));
    if (type == CHANGE) {
      type = DATA;
    } else {
      last.forget();
    }
    tail += record;
    LONG.setRelease(memory, tailAt, tail);
  }

  /** Whether a piece would find room now. */
  boolean hasRoom(final int length) {
    readHead();
    return needed(length) <= capacity - (tail - head);
  }

  private void readHead() {
    final long told = (long) LONG.getAcquire(memory, headAt);
    if (told < head || told > tail || (told & (HEADER - 1)) != 0) {
      throw new MalformedException(
          "RING-5", headAt, "read up to " + told + ", written from " + head + " to " + tail);
    }
    head = told;
  }
}
