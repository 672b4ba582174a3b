package dev.millrace.wire.frame;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of one encapsulated message of an Arrow IPC stream (clauses [FRAME-1] to [FRAME-6]).
 *
 * <p>The form written since format version 0.15, and the only one written here:
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                  Continuation (0xFFFFFFFF)                    |
 *  +---------------------------------------------------------------+
 *  |          Metadata length (int32, padding included)            |
 *  +---------------------------------------------------------------+
 *  |                 Metadata (flatbuffer Message)                ...
 *  ...                                        zero padding to 8    |
 *  +---------------------------------------------------------------+
 *  |              Body (bodyLength bytes of the Message)          ...
 * ...                                                              |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The older form has no continuation word: the length comes first. Both end a stream with a
 * length of zero:
 *
 * <pre>
 *  +-------------------------------+-------------------------------+
 *  |   Continuation (0xFFFFFFFF)   |        Length (0)             |
 *  +-------------------------------+-------------------------------+
 * </pre>
 *
 * <p>All integers are little-endian.
 */
public final class FrameDescriptor {
  /** First word of a modern prefix; no valid length, so it tells the two forms apart. */
  public static final int CONTINUATION = 0xFFFF_FFFF;

  /** Bytes before the metadata in the modern form. */
  public static final int PREFIX_LENGTH = 8;

  /** Bytes before the metadata in the form older than 0.15. */
  public static final int LEGACY_PREFIX_LENGTH = 4;

  /** Offset of the metadata length in a modern prefix. */
  public static final int METADATA_LENGTH_OFFSET = 4;

  /** Offset of the metadata in a modern message. */
  public static final int METADATA_OFFSET = PREFIX_LENGTH;

  /**
   * Metadata is padded so that a body starts on a multiple of this from the start of its message.
   */
  public static final int ALIGNMENT = 8;

  /** Buffers in bodies written here start on a multiple of this from the start of the body. */
  public static final int BODY_ALIGNMENT = 64;

  /** Bytes of the modern end-of-stream mark. */
  public static final int EOS_LENGTH = 8;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private FrameDescriptor() {}

  /**
   * Writes a modern prefix.
   *
   * @param segment memory to write to
   * @param offset where the message starts
   * @param metadataLength bytes of metadata with its padding
   */
  public static void putPrefix(
      final MemorySegment segment, final long offset, final int metadataLength) {
    segment.set(INT, offset, CONTINUATION);
    segment.set(INT, offset + METADATA_LENGTH_OFFSET, metadataLength);
  }

  /**
   * Writes the modern end-of-stream mark, {@link #EOS_LENGTH} bytes.
   *
   * @param segment memory to write to
   * @param offset where the mark starts
   */
  public static void putEos(final MemorySegment segment, final long offset) {
    putPrefix(segment, offset, 0);
  }

  /**
   * Rounds a length up to a multiple of a power of two.
   *
   * @param length a length, at most {@code Long.MAX_VALUE - alignment + 1}
   * @param alignment a power of two
   * @return the smallest multiple of {@code alignment} that is not less than {@code length}
   */
  public static long align(final long length, final int alignment) {
    return (length + (alignment - 1)) & -alignment;
  }
}
