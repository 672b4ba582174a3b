package dev.millrace.codec.frame;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.frame.FrameDescriptor;
import java.lang.foreign.MemorySegment;

/**
 * Parses the prefix of one message, in the modern form and in that older than 0.15 ({@code FRAME-1}
 * to {@code FRAME-4}). Keeps only the answer of the last call, so it can be asked again whenever
 * more bytes are there.
 */
public final class FrameParser {
  /** Answer of {@link #parse}: {@link #needed} bytes are needed to tell. */
  public static final int NEED_INPUT = 0;

  /** Answer of {@link #parse}: a message, whose metadata may not be there yet. */
  public static final int MESSAGE = 1;

  /** Answer of {@link #parse}: an end-of-stream mark of {@link #prefixLength} bytes. */
  public static final int EOS = 2;

  private final long maxMetadataLength;
  private int prefixLength;
  private int metadataLength;
  private int needed;

  /**
   * Makes a parser.
   *
   * @param limits gives the longest metadata to accept
   */
  public FrameParser(final Limits limits) {
    maxMetadataLength = limits.maxMetadataLength();
  }

  /**
   * Parses a prefix. Reads no byte beyond it.
   *
   * @param segment memory that holds it
   * @param offset where the message begins
   * @param available bytes there are
   * @return {@link #NEED_INPUT}, {@link #MESSAGE} or {@link #EOS}
   * @throws MalformedException {@code FRAME-2} if the metadata length is negative or beyond the
   *     limit; its offset counts from the beginning of the message
   */
  public int parse(final MemorySegment segment, final long offset, final long available) {
    prefixLength = FrameDescriptor.LEGACY_PREFIX_LENGTH;
    if (available < FrameDescriptor.LEGACY_PREFIX_LENGTH) {
      needed = FrameDescriptor.LEGACY_PREFIX_LENGTH;
      return NEED_INPUT;
    }
    int length = segment.get(LittleEndian.INT, offset);
    if (length == FrameDescriptor.CONTINUATION) {
      prefixLength = FrameDescriptor.PREFIX_LENGTH;
      if (available < FrameDescriptor.PREFIX_LENGTH) {
        needed = FrameDescriptor.PREFIX_LENGTH;
        return NEED_INPUT;
      }
      length = segment.get(LittleEndian.INT, offset + FrameDescriptor.METADATA_LENGTH_OFFSET);
    }
    if (length < 0 || length > maxMetadataLength) {
      throw new MalformedException(
          "FRAME-2", prefixLength - Integer.BYTES, "metadata of " + length + " bytes");
    }
    metadataLength = length;
    return length == 0 ? EOS : MESSAGE;
  }

  /**
   * Tells how many bytes from the beginning of the message {@link #parse} needs.
   *
   * @return 4 or 8
   */
  public int needed() {
    return needed;
  }

  /**
   * Tells the length of the prefix.
   *
   * @return 8, or 4 in the old form
   */
  public int prefixLength() {
    return prefixLength;
  }

  /**
   * Tells the length of the metadata, padding included.
   *
   * @return bytes after the prefix
   */
  public int metadataLength() {
    return metadataLength;
  }
}
