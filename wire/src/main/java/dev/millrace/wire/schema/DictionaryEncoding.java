package dev.millrace.wire.schema;

import java.util.Objects;

/**
 * How a column is dictionary-encoded.
 *
 * @param id dictionary identifier, unique in a schema unless fields share a dictionary
 * @param indexType integer type of the indices
 * @param ordered whether the order of the dictionary's values is meaningful
 */
public record DictionaryEncoding(long id, ArrowType.Int indexType, boolean ordered) {
  /** Checks the parts. */
  public DictionaryEncoding {
    Objects.requireNonNull(indexType);
  }
}
