package dev.millrace.wire.message;

import static dev.millrace.wire.message.MessageDescriptor.BLOCK_BODY_LENGTH_OFFSET;
import static dev.millrace.wire.message.MessageDescriptor.BLOCK_METADATA_LENGTH_OFFSET;
import static dev.millrace.wire.message.MessageDescriptor.BLOCK_SIZE;

import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.frame.FileDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Where the messages of one kind are in a file ([FRAME-11]). Each block lies between the file's
 * first mark and its footer; what it holds is for the reader of the block to check.
 */
public final class BlockListFlyweight {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int PARTS = 3;

  private int size;
  private long[] blocks = new long[PARTS * 16];

  BlockListFlyweight() {}

  void clear() {
    size = 0;
  }

  /**
   * Takes out and checks a vector of blocks.
   *
   * @param bytes the footer
   * @param vector position of the vector, 0 for an absent one
   * @param footerOffset where the footer starts in the file
   */
  void wrap(final FlatbufferVerifier bytes, final long vector, final long footerOffset) {
    size = 0;
    final int count = bytes.vector(vector, BLOCK_SIZE, Long.BYTES);
    if (count > blocks.length / PARTS) {
      blocks = new long[Math.multiplyExact(PARTS, count)];
    }
    final MemorySegment s = bytes.segment();
    for (int i = 0; i < count; i++) {
      final long at = vector + Integer.BYTES + (long) BLOCK_SIZE * i;
      final long offset = s.get(LONG, at);
      final long metadata = s.get(INT, at + BLOCK_METADATA_LENGTH_OFFSET);
      final long body = s.get(LONG, at + BLOCK_BODY_LENGTH_OFFSET);
      if (offset < FileDescriptor.MESSAGES_OFFSET
          || offset > footerOffset
          || metadata < 0
          || body < 0
          || body > footerOffset - offset - metadata) {
        throw bytes.malformed(
            "FRAME-11", at, "block at " + offset + " of " + metadata + " and " + body + " bytes");
      }
      blocks[i * PARTS] = offset;
      blocks[i * PARTS + 1] = metadata;
      blocks[i * PARTS + 2] = body;
    }
    size = count;
  }

  /**
   * Tells the number of blocks.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * Tells where a message starts.
   *
   * @param block its index
   * @return bytes from the start of the file to the message's prefix
   */
  public long offset(final int block) {
    return blocks[Objects.checkIndex(block, size) * PARTS];
  }

  /**
   * Tells the length of a message before its body.
   *
   * @param block its index
   * @return bytes of prefix and metadata
   */
  public long metadataLength(final int block) {
    return blocks[Objects.checkIndex(block, size) * PARTS + 1];
  }

  /**
   * Tells the length of a message's body.
   *
   * @param block its index
   * @return bytes
   */
  public long bodyLength(final int block) {
    return blocks[Objects.checkIndex(block, size) * PARTS + 2];
  }
}
