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
 * The reading side of one ring, for one thread. As in {@link RingWriter} the position is kept here;
 * a piece's header is read once, checked against the ring's end, then used ([RING-5]). A piece may
 * be read in several parts; the room of a long one is the writer's again after the last of them.
 */
final class RingReader {
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

  private final MemorySegment memory;
  private final long start;
  private final long capacity;
  private final long headAt;
  private long head;
  private int pieceLength;
  private int pieceRead;
  private final LastPiece last = new LastPiece();

  RingReader(final MemorySegment memory, final long start, final long capacity) {
    this.memory = memory;
    this.start = start;
    this.capacity = capacity;
    this.headAt = start + capacity + RingBufferDescriptor.HEAD_POSITION_OFFSET;
  }

  /** Whether there is something to read, or something wrong with what there is. */
  boolean isReady() {
    return pieceRead < pieceLength
        || (int) INT.getAcquire(memory, start + (head & (capacity - 1))) > 0;
  }

  /** How far the reader has got: bytes of the ring given back to the writer so far. */
  long position() {
    return head;
  }

  /**
   * Reads from one piece.
   *
   * @return how many bytes; 0 when there is none
   * @throws MalformedException if the ring holds nonsense
   */
  long read(final MemorySegment target, final long offset, final long length) {
    if (pieceRead == pieceLength && !nextPiece()) {
      return 0;
    }
    final int n = (int) Math.min(length, pieceLength - pieceRead);
    if (last.length() > 0) {
      last.copyTo(pieceRead, target, offset, n);
    } else {
      final long from = start + (head & (capacity - 1)) + HEADER + pieceRead;
      MemorySegment.copy(memory, from, target, offset, n);
    }
    pieceRead += n;
    if (pieceRead == pieceLength) {
      if (last.length() == 0) {
        release(aligned(HEADER + pieceLength));
      }
      pieceLength = 0;
      pieceRead = 0;
    }
    return n;
  }

  private boolean nextPiece() {
    for (; ; ) {
      final long index = head & (capacity - 1);
      final int length = (int) INT.getAcquire(memory, start + index);
      if (length <= 0) {
        return false;
      }
      final int type = (int) INT.get(memory, start + index + Integer.BYTES);
      if (type != PADDING) {
        if (length <= HEADER || length > Math.min(HEADER + (capacity >> 3), capacity - index)) {
          throw malformed(index, type, length);
        }
        begin(index, type, length);
        return true;
      }
      // only the rest of the ring is padded, so there is at most one in a row
      if (length != capacity - index || index == 0) {
        throw malformed(index, type, length);
      }
      release(length);
    }
  }

  /** A short piece is taken out of the ring at once. */
  private void begin(final long index, final int type, final int length) {
    final int bytes = (int) (length - HEADER);
    final long from = start + index + HEADER;
    switch (type) {
      case DATA -> {
        pieceLength = bytes;
        if (bytes > LastPiece.MAX_LENGTH) {
          last.forget();
          return;
        }
        last.keep(memory, from, bytes);
      }
      case CHANGE -> {
        final int count = bytes - Integer.BYTES;
        final int at = count < 0 ? -1 : (int) INT.get(memory, from);
        if (last.length() == 0 || at < 0 || at > last.length() - count) {
          throw malformed(index, type, length);
        }
        if (count > 0) {
          last.exchange(at, memory, from + Integer.BYTES, count);
        }
        pieceLength = last.length();
      }
      default -> throw malformed(index, type, length);
    }
    release(aligned(length));
  }

  private void release(final long length) {
    head += length;
    LONG.setRelease(memory, headAt, head);
  }

  private MalformedException malformed(final long index, final int type, final int length) {
    return new MalformedException(
        "RING-5", start + index, "a piece of type " + type + " and length " + length);
  }
}
