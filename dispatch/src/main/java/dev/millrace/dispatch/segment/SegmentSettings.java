package dev.millrace.dispatch.segment;

/**
 * When batches go through the segment.
 *
 * @param minBatchBytes batches of fewer bytes go inline: for them a pointer costs more than a copy
 */
public record SegmentSettings(long minBatchBytes) {
  /** Names the environment variable that overrides {@link #DEFAULT_MIN_BATCH_BYTES}. */
  public static final String MIN_BATCH_BYTES = "VGI_RPC_SHM_MIN_BATCH_BYTES";

  /** Names the environment variable that makes a client offer a segment, of so many bytes. */
  public static final String SIZE_BYTES = "VGI_RPC_SHM_SIZE_BYTES";

  /** The threshold of released peers on POSIX systems ([SHM-8]). */
  public static final long DEFAULT_MIN_BATCH_BYTES = 128 << 10;

  /**
   * Reads the settings of this process.
   *
   * @return defaults, overridden by the environment where that makes sense
   */
  public static SegmentSettings ofEnvironment() {
    return new SegmentSettings(number(System.getenv(MIN_BATCH_BYTES), DEFAULT_MIN_BATCH_BYTES));
  }

  /**
   * Reads a size from text as it stands in an environment variable.
   *
   * @param text the text, or null
   * @param otherwise the answer for null and for what is no number of bytes
   * @return the size
   */
  public static long number(final String text, final long otherwise) {
    if (text == null || !text.strip().matches("[0-9]{1,18}")) {
      return otherwise;
    }
    return Long.parseLong(text.strip());
  }
}
