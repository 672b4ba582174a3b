package dev.millrace.codec.stream;

import java.util.Objects;

/**
 * How a stream is written.
 *
 * @param compression compression of bodies ([WRITE-9])
 * @param level how hard to compress, 1 to 9, 0 for the default of the codec
 * @param dictionaries what to send when a dictionary grew
 * @param metadataAlignment 8 or 64: multiple to which the metadata of a message is padded; 64 makes
 *     bodies start at a multiple of 64 in the stream
 */
public record WriteOptions(
    Compression compression, int level, DictionaryPolicy dictionaries, int metadataAlignment) {

  /** No compression, dictionaries replaced, metadata padded to 8. */
  public static final WriteOptions DEFAULT =
      new WriteOptions(Compression.NONE, 0, DictionaryPolicy.REPLACE, 8);

  /** Checks the parts. */
  public WriteOptions {
    Objects.requireNonNull(compression);
    Objects.requireNonNull(dictionaries);
    if (level < 0 || level > 9) {
      throw new IllegalArgumentException("compression level " + level);
    }
    if (metadataAlignment != 8 && metadataAlignment != 64) {
      throw new IllegalArgumentException("metadata alignment " + metadataAlignment);
    }
  }

  /**
   * Copies these options with another compression.
   *
   * @param newCompression compression of bodies
   * @param newLevel how hard to compress, 1 to 9, 0 for the default of the codec
   * @return the copy
   */
  public WriteOptions withCompression(final Compression newCompression, final int newLevel) {
    return new WriteOptions(newCompression, newLevel, dictionaries, metadataAlignment);
  }

  /**
   * Copies these options with another dictionary policy.
   *
   * @param policy what to send when a dictionary grew
   * @return the copy
   */
  public WriteOptions withDictionaries(final DictionaryPolicy policy) {
    return new WriteOptions(compression, level, policy, metadataAlignment);
  }

  /**
   * Copies these options with another metadata alignment.
   *
   * @param alignment 8 or 64
   * @return the copy
   */
  public WriteOptions withMetadataAlignment(final int alignment) {
    return new WriteOptions(compression, level, dictionaries, alignment);
  }
}
