package dev.millrace.wire;

import java.io.Serial;

/**
 * Bytes received from outside break the format. It is the only exception that decoding throws for
 * bad input, so a caller that catches it has caught every defect a peer or a file can cause.
 *
 * <p>It names the clause of {@code spec/} that was broken and where: an offset in bytes from the
 * start of the unit being decoded (the framed message for metadata and bodies, the stream for
 * framing errors, the file for files).
 */
public final class MalformedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String clause;
  private final long offset;

  /**
   * Creates the error.
   *
   * @param clause identifier of the broken clause in {@code spec/}, such as {@code FRAME-3}
   * @param offset byte offset of the offending value in the unit being decoded, or -1 where no one
   *     byte is at fault
   * @param detail what was found and what was expected, in a few words
   */
  public MalformedException(final String clause, final long offset, final String detail) {
    super("[" + clause + "] at byte " + offset + ": " + detail);
    this.clause = clause;
    this.offset = offset;
  }

  /**
   * Tells which clause was broken.
   *
   * @return the identifier of a clause in {@code spec/}, without brackets
   */
  public String clause() {
    return clause;
  }

  /**
   * Tells where the bytes are wrong.
   *
   * @return byte offset in the unit being decoded, or -1 where no one byte is at fault
   */
  public long offset() {
    return offset;
  }
}
