package dev.millrace.shm.ring;

import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Layout of the memory of a ring channel, clauses {@code RING-1} and {@code RING-2}. Native byte
 * order: it never leaves the machine. Fields that one side writes and the other reads lie two cache
 * lines apart.
 *
 * <pre>
 *  +----------------------------------+
 *  | magic and version      (i64)     |     0
 *  | capacity of each ring  (i64)     |     8
 *  +----------------------------------+
 *  | client: pid            (i64)     |   128
 *  |         start, ms      (i64)     |   136
 *  |         state          (i64)     |   144    1 open, 2 closed
 *  |         heartbeat, ms  (i64)     |   256
 *  |         sleeps to read (i32)     |   384    futex
 *  |         sleeps to write(i32)     |   512    futex
 *  +----------------------------------+
 *  | server: the same                 |  1024 + ...
 *  +----------------------------------+
 *  | ring client to server            |  4096
 *  | ring server to client            |  4096 + capacity + trailer
 *  +----------------------------------+
 * </pre>
 */
final class RingDescriptor {
  static final long MAGIC = 0x3230_474e_5249_4c4dL; // "MLIRNG02"

  static final long MAGIC_OFFSET = 0;
  static final long CAPACITY_OFFSET = 8;
  static final long CLIENT_OFFSET = 0;
  static final long SERVER_OFFSET = 1024;

  static final long PID = 128;
  static final long START = 136;
  static final long STATE = 144;
  static final long HEARTBEAT = 256;
  static final long SLEEPS_TO_READ = 384;
  static final long SLEEPS_TO_WRITE = 512;

  static final long OPEN = 1;
  static final long CLOSED = 2;

  static final long RINGS_OFFSET = 4096;

  /** Message type of a piece of the byte stream. */
  static final int DATA = 1;

  /**
   * Message type of a piece that is the last one but for some bytes: the offset of the first,
   * {@code i32}, and the bytes.
   */
  static final int CHANGE = 2;

  /** Message type of what is skipped at the end of a ring. */
  static final int PADDING = -1;

  /**
   * A message's header, {@code i32} length with header and {@code i32} type; also its alignment.
   */
  static final long HEADER = 8;

  static final long MIN_CAPACITY = 1 << 12;
  static final long MAX_CAPACITY = 1 << 28;

  private RingDescriptor() {}

  static long ringLength(final long capacity) {
    return capacity + RingBufferDescriptor.TRAILER_LENGTH;
  }

  static long regionLength(final long capacity) {
    return RINGS_OFFSET + 2 * ringLength(capacity);
  }

  static long aligned(final long length) {
    return (length + HEADER - 1) & -HEADER;
  }

  static boolean isCapacity(final long capacity) {
    return capacity >= MIN_CAPACITY && capacity <= MAX_CAPACITY && (capacity & (capacity - 1)) == 0;
  }
}
