package dev.millrace.wire;

/**
 * What a decoder accepts at most. A declared size beyond a limit is refused with a {@link
 * MalformedException} before anything is allocated for it, so these numbers bound what one message
 * of a peer can cost.
 *
 * @param maxMetadataLength bytes of one message's metadata; also bounds the text reached through
 *     it, each string counted as often as it is referenced
 * @param maxBodyLength bytes of one message's body
 * @param maxFields fields of a schema, children included
 * @param maxDepth levels of nested fields, at most 1024; a top-level field is at level 1
 * @param maxTables flatbuffer tables reached in one message, counted as often as they are
 *     referenced
 * @param maxCustomMetadata key-value entries in one list of custom metadata
 * @param maxRows rows of one batch
 * @param maxDecompressedLength bytes that one compressed body may declare for its content
 */
public record Limits(
    long maxMetadataLength,
    long maxBodyLength,
    int maxFields,
    int maxDepth,
    int maxTables,
    int maxCustomMetadata,
    long maxRows,
    long maxDecompressedLength) {

  /**
   * Generous values for trusted-size traffic: 64 MiB of metadata, 1 TiB of body, 2^18 fields, 64
   * levels, 2^20 tables, 2^16 metadata entries, 2^40 rows, 2 GiB of decompressed content.
   */
  public static final Limits DEFAULT =
      new Limits(64L << 20, 1L << 40, 1 << 18, 64, 1 << 20, 1 << 16, 1L << 40, 2L << 30);

  /** The deepest nesting that may be allowed: it is walked on the thread's stack. */
  public static final int MOST_DEPTH = 1024;

  /** Checks that every limit is positive and that the depth fits a thread's stack. */
  public Limits {
    if (maxMetadataLength <= 0
        || maxBodyLength <= 0
        || maxFields <= 0
        || maxDepth <= 0
        || maxTables <= 0
        || maxCustomMetadata <= 0
        || maxRows <= 0
        || maxDecompressedLength <= 0) {
      throw new IllegalArgumentException("a limit must be positive");
    }
    if (maxDepth > MOST_DEPTH) {
      throw new IllegalArgumentException("nesting is walked on the stack: at most " + MOST_DEPTH);
    }
  }

  /**
   * Copies these limits with another metadata length.
   *
   * @param bytes the new limit
   * @return the copy
   */
  public Limits withMaxMetadataLength(final long bytes) {
    return new Limits(
        bytes,
        maxBodyLength,
        maxFields,
        maxDepth,
        maxTables,
        maxCustomMetadata,
        maxRows,
        maxDecompressedLength);
  }

  /**
   * Copies these limits with another body length.
   *
   * @param bytes the new limit
   * @return the copy
   */
  public Limits withMaxBodyLength(final long bytes) {
    return new Limits(
        maxMetadataLength,
        bytes,
        maxFields,
        maxDepth,
        maxTables,
        maxCustomMetadata,
        maxRows,
        maxDecompressedLength);
  }

  /**
   * Copies these limits with another number of fields.
   *
   * @param fields the new limit
   * @return the copy
   */
  public Limits withMaxFields(final int fields) {
    return new Limits(
        maxMetadataLength,
        maxBodyLength,
        fields,
        maxDepth,
        maxTables,
        maxCustomMetadata,
        maxRows,
        maxDecompressedLength);
  }

  /**
   * Copies these limits with another nesting depth.
   *
   * @param levels the new limit
   * @return the copy
   */
  public Limits withMaxDepth(final int levels) {
    return new Limits(
        maxMetadataLength,
        maxBodyLength,
        maxFields,
        levels,
        maxTables,
        maxCustomMetadata,
        maxRows,
        maxDecompressedLength);
  }

  /**
   * Copies these limits with another row count.
   *
   * @param rows the new limit
   * @return the copy
   */
  public Limits withMaxRows(final long rows) {
    return new Limits(
        maxMetadataLength,
        maxBodyLength,
        maxFields,
        maxDepth,
        maxTables,
        maxCustomMetadata,
        rows,
        maxDecompressedLength);
  }

  /**
   * Copies these limits with another decompressed length.
   *
   * @param bytes the new limit
   * @return the copy
   */
  public Limits withMaxDecompressedLength(final long bytes) {
    return new Limits(
        maxMetadataLength,
        maxBodyLength,
        maxFields,
        maxDepth,
        maxTables,
        maxCustomMetadata,
        maxRows,
        bytes);
  }
}
