package dev.millrace.wire.schema;

import java.util.List;
import java.util.Objects;

/**
 * A named, typed column or child column.
 *
 * @param name column name, never null (an absent name on the wire reads as empty)
 * @param nullable whether values may be null
 * @param type logical type; for a dictionary-encoded field the type of the dictionary's values
 * @param dictionary how it is dictionary-encoded, or null when it is plain
 * @param children child fields of {@code type}, in order
 * @param metadata key-value metadata, extension types included ([SCHEMA-13])
 */
public record Field(
    String name,
    boolean nullable,
    ArrowType type,
    DictionaryEncoding dictionary,
    List<Field> children,
    Metadata metadata) {

  /** Checks and copies the parts. */
  public Field {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(metadata);
    children = List.copyOf(children);
  }

  /**
   * Makes a nullable plain field.
   *
   * @param name column name
   * @param type logical type
   * @param children child fields
   * @return the field
   */
  public static Field nullable(final String name, final ArrowType type, final Field... children) {
    return new Field(name, true, type, null, List.of(children), Metadata.EMPTY);
  }

  /**
   * Makes a non-null plain field.
   *
   * @param name column name
   * @param type logical type
   * @param children child fields
   * @return the field
   */
  public static Field required(final String name, final ArrowType type, final Field... children) {
    return new Field(name, false, type, null, List.of(children), Metadata.EMPTY);
  }

  /**
   * Copies this field with another name.
   *
   * @param newName the name
   * @return the copy
   */
  public Field withName(final String newName) {
    return new Field(newName, nullable, type, dictionary, children, metadata);
  }

  /**
   * Copies this field with another nullability.
   *
   * @param newNullable whether values may be null
   * @return the copy
   */
  public Field withNullable(final boolean newNullable) {
    return new Field(name, newNullable, type, dictionary, children, metadata);
  }

  /**
   * Copies this field with other metadata.
   *
   * @param newMetadata the metadata
   * @return the copy
   */
  public Field withMetadata(final Metadata newMetadata) {
    return new Field(name, nullable, type, dictionary, children, newMetadata);
  }

  /**
   * Copies this field as a dictionary-encoded one whose values have its type.
   *
   * @param encoding the encoding
   * @return the copy
   */
  public Field withDictionary(final DictionaryEncoding encoding) {
    return new Field(name, nullable, type, encoding, children, metadata);
  }
}
