package dev.millrace.wire.flatbuf;

import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The bytes of one flatbuffer with the checks that every step through them has to pass, and the
 * budgets that keep shared references from multiplying the work (clauses [META-1] to [META-8]).
 *
 * <p>Positions are offsets in the wrapped segment. The position 0 stands for "absent": no table,
 * vector or string can be there, because the root offset is. Each offset and length is read once,
 * checked, then used, so bytes that another process changes meanwhile can make a result wrong but
 * cannot lead a read outside of the flatbuffer.
 *
 * <p>Reused from message to message without allocation; for one thread.
 */
public final class FlatbufferVerifier {
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Root offset and the smallest table. */
  private static final int MIN_LENGTH = 8;

  private final Limits limits;

  private MemorySegment segment = MemorySegment.NULL;
  private long start;
  private long end;
  private long errorBase;
  private long tablesLeft;
  private long textLeft;

  /**
   * Creates a verifier over nothing.
   *
   * @param limits budgets of each flatbuffer
   */
  public FlatbufferVerifier(final Limits limits) {
    this.limits = Objects.requireNonNull(limits);
  }

  /**
   * Begins a flatbuffer.
   *
   * @param newSegment off-heap memory that holds it
   * @param offset where it starts
   * @param length its bytes, padding included
   * @param newErrorBase position that errors count their offsets from, such as the start of the
   *     message
   * @return this
   * @throws MalformedException when it is too short to be one or longer than the limit
   * @throws IndexOutOfBoundsException when the segment does not hold that range
   * @throws IllegalArgumentException when the segment is on the heap
   */
  public FlatbufferVerifier wrap(
      final MemorySegment newSegment,
      final long offset,
      final long length,
      final long newErrorBase) {
    Objects.checkFromIndexSize(offset, length, newSegment.byteSize());
    segment = OffHeap.require(newSegment);
    start = offset;
    end = offset + length;
    errorBase = newErrorBase;
    if (length < MIN_LENGTH || length > limits.maxMetadataLength()) {
      throw malformed("META-1", offset, "metadata of " + length + " bytes");
    }
    // Each reference takes four bytes; more tables than that means that references share tables.
    tablesLeft = Math.min(limits.maxTables(), length >>> 2);
    textLeft = limits.maxMetadataLength();
    return this;
  }

  /**
   * Finds the root table.
   *
   * @return its position
   */
  public long root() {
    return follow(start);
  }

  /**
   * Follows an offset.
   *
   * @param position where the offset is; four bytes there must be known to be inside
   * @return position of what it refers to, inside of the flatbuffer but not checked further
   */
  public long follow(final long position) {
    final long distance = Integer.toUnsignedLong(segment().get(INT, position));
    if (distance == 0 || distance > end - position - Integer.BYTES) {
      throw malformed("META-2", position, "offset of " + distance);
    }
    return position + distance;
  }

  /**
   * Checks a vector.
   *
   * @param vector its position, or 0 for an absent one
   * @param elementSize bytes of an element
   * @param alignment alignment of an element, a power of two
   * @return number of elements, all inside; the first is four bytes after {@code vector}
   */
  public int vector(final long vector, final int elementSize, final int alignment) {
    if (vector == 0) {
      return 0;
    }
    checkAligned(vector, Integer.BYTES);
    final long room = room(vector, "META-5");
    final long count = Integer.toUnsignedLong(segment().get(INT, vector));
    if (count > room / elementSize) {
      throw malformed("META-5", vector, "vector of " + count + " elements");
    }
    if (count > 0) {
      checkAligned(vector + Integer.BYTES, alignment);
    }
    // room / elementSize is below 2^31 for all but one-byte elements of a flatbuffer beyond 2 GiB.
    return Math.toIntExact(count);
  }

  /**
   * Checks a string and takes its bytes from the text budget.
   *
   * @param string its position, or 0 for an absent one
   * @return number of bytes without the terminator, all inside; the first is four bytes after
   *     {@code string}
   */
  public int string(final long string) {
    if (string == 0) {
      return 0;
    }
    checkAligned(string, Integer.BYTES);
    final long room = room(string, "META-6");
    final long length = Integer.toUnsignedLong(segment().get(INT, string));
    if (length >= room) {
      throw malformed("META-6", string, "string of " + length + " bytes");
    }
    final long terminator = string + Integer.BYTES + length;
    if (segment().get(ValueLayout.JAVA_BYTE, terminator) != 0) {
      throw malformed("META-6", terminator, "string without a terminator");
    }
    textLeft -= length;
    if (textLeft < 0) {
      throw malformed("META-8", string, "more text than " + limits.maxMetadataLength() + " bytes");
    }
    return Math.toIntExact(length);
  }

  /** Bytes after the four of a count at {@code position}. */
  private long room(final long position, final String clause) {
    final long room = end - position - Integer.BYTES;
    if (room < 0) {
      throw malformed(clause, position, "count beyond the end");
    }
    return room;
  }

  /** Takes one table from the budget. */
  void countTable(final long position) {
    if (--tablesLeft < 0) {
      throw malformed("META-8", position, "too many tables");
    }
  }

  /**
   * Checks that a position is a multiple of an alignment, counted from the start of the flatbuffer.
   *
   * @param position the position
   * @param alignment a power of two
   */
  void checkAligned(final long position, final int alignment) {
    if (((position - start) & (alignment - 1)) != 0) {
      throw malformed("META-7", position, "not aligned to " + alignment);
    }
  }

  /**
   * Makes the error for a value in this flatbuffer.
   *
   * @param clause the clause that it breaks
   * @param position where the value is
   * @param detail what is wrong
   * @return the error, for the caller to throw
   */
  public MalformedException malformed(
      final String clause, final long position, final String detail) {
    return new MalformedException(clause, position - errorBase, detail);
  }

  /**
   * Tells the limits this verifier was made with.
   *
   * @return the limits
   */
  public Limits limits() {
    return limits;
  }

  /**
   * Tells the memory of the current flatbuffer.
   *
   * @return the wrapped segment
   */
  public MemorySegment segment() {
    return OffHeap.cast(segment);
  }

  /**
   * Tells where the current flatbuffer starts.
   *
   * @return position of its first byte
   */
  public long start() {
    return start;
  }

  /**
   * Tells where the current flatbuffer ends.
   *
   * @return position behind its last byte
   */
  public long end() {
    return end;
  }
}
