package dev.millrace.codec.layout;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.util.Arrays;
import java.util.List;

/**
 * One field of a flattened schema: what a validator and a column need to know about it. Immutable.
 */
public final class LayoutNode {
  private final Field field;
  private final PhysicalKind kind;
  private final int index;
  private final int byteWidth;
  private final int dictionarySlot;
  private final LayoutNode[] children;
  private final byte[] childOfTypeId;

  LayoutNode(
      final Field field,
      final PhysicalKind kind,
      final int index,
      final int dictionarySlot,
      final LayoutNode[] children) {
    this.field = field;
    this.kind = kind;
    this.index = index;
    this.dictionarySlot = dictionarySlot;
    this.children = children;
    this.byteWidth =
        switch (kind) {
          case FIXED -> PhysicalKind.byteWidth(field.type());
          case DICTIONARY -> PhysicalKind.byteWidth(field.dictionary().indexType());
          default -> -1;
        };
    this.childOfTypeId =
        field.type() instanceof ArrowType.Union union ? invert(union.typeIds()) : null;
  }

  private static byte[] invert(final List<Integer> typeIds) {
    final byte[] children = new byte[128];
    Arrays.fill(children, (byte) -1);
    for (int child = 0; child < typeIds.size(); child++) {
      final int id = typeIds.get(child);
      if (id < 0 || id > 127 || children[id] >= 0) {
        throw new IllegalArgumentException("union type ids " + typeIds);
      }
      children[id] = (byte) child;
    }
    return children;
  }

  /**
   * Finds the child of a union that a type id names.
   *
   * @param id type id
   * @return child number, or -1 when no child has it
   */
  public int childOfTypeId(final byte id) {
    return id < 0 ? -1 : childOfTypeId[id];
  }

  /**
   * Tells the field.
   *
   * @return the field
   */
  public Field field() {
    return field;
  }

  /**
   * Tells the type of the field.
   *
   * @return the type; for a dictionary-encoded field that of the values
   */
  public ArrowType type() {
    return field.type();
  }

  /**
   * Tells the layout.
   *
   * @return the layout
   */
  public PhysicalKind kind() {
    return kind;
  }

  /**
   * Tells the position among the nodes of the batch.
   *
   * @return position in pre-order
   */
  public int index() {
    return index;
  }

  /**
   * Tells the width of a value or of an index.
   *
   * @return bytes for {@code FIXED} and {@code DICTIONARY}, -1 otherwise
   */
  public int byteWidth() {
    return byteWidth;
  }

  /**
   * Tells which dictionary holds the values.
   *
   * @return slot in {@link BatchLayout#dictionaries()}, -1 for a plain field
   */
  public int dictionarySlot() {
    return dictionarySlot;
  }

  /**
   * Tells how many children are part of the same batch.
   *
   * @return child nodes; none for a dictionary-encoded field
   */
  public int childCount() {
    return children.length;
  }

  /**
   * Finds a child.
   *
   * @param i child number
   * @return the child node
   */
  public LayoutNode child(final int i) {
    return children[i];
  }
}
