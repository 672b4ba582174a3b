package dev.millrace.wire.schema;

import java.util.List;
import java.util.Objects;

/**
 * The columns of a stream. Only little-endian schemas exist here: a big-endian one is refused when
 * it is read.
 *
 * @param fields top-level columns, in order; may be empty
 * @param metadata key-value metadata of the schema itself
 */
public record Schema(List<Field> fields, Metadata metadata) {
  /** A schema without columns or metadata, as parameterless requests and ticks use it. */
  public static final Schema EMPTY = new Schema(List.of(), Metadata.EMPTY);

  /** Checks and copies the parts. */
  public Schema {
    fields = List.copyOf(fields);
    Objects.requireNonNull(metadata);
  }

  /**
   * Makes a schema without metadata.
   *
   * @param fields its columns
   * @return the schema
   */
  public static Schema of(final Field... fields) {
    return new Schema(List.of(fields), Metadata.EMPTY);
  }

  /**
   * Finds a column by name.
   *
   * @param name column name
   * @return position of the first column of that name, or -1
   */
  public int indexOf(final String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
