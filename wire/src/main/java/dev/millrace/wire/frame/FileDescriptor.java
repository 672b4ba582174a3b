package dev.millrace.wire.frame;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Layout of the Arrow random access file format (clauses [FRAME-10] to [FRAME-12]).
 *
 * <pre>
 *  +--------+--+--------------------------+-----------+---------------+--------+
 *  | ARROW1 |00| messages, as in a stream | Footer    | Footer length | ARROW1 |
 *  |   6    |2 |                          | flatbuffer|     int32     |   6    |
 *  +--------+--+--------------------------+-----------+---------------+--------+
 * </pre>
 */
public final class FileDescriptor {
  /** Bytes of the mark without its padding. */
  public static final int MAGIC_LENGTH = 6;

  /** Offset of the first message. */
  public static final int MESSAGES_OFFSET = 8;

  /** Bytes behind the footer: its length and the mark. */
  public static final int TRAILER_LENGTH = Integer.BYTES + MAGIC_LENGTH;

  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  private FileDescriptor() {}

  /**
   * Tells whether the mark is somewhere.
   *
   * @param segment memory to look at
   * @param offset where the mark would start
   * @param available bytes from there that may be read
   * @return true when it is there
   */
  public static boolean hasMagic(
      final MemorySegment segment, final long offset, final long available) {
    if (available < MAGIC_LENGTH) {
      return false;
    }
    for (int i = 0; i < MAGIC_LENGTH; i++) {
      if (segment.get(ValueLayout.JAVA_BYTE, offset + i) != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }
}
