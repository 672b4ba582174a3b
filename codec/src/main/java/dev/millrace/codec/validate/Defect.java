package dev.millrace.codec.validate;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.wire.MalformedException;

/** Puts the place of a defect into the error. */
final class Defect {
  private Defect() {}

  /** A defect of one value: at a byte of a buffer. */
  static MalformedException at(
      final String clause,
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long position,
      final String detail) {
    return new MalformedException(
        clause, table.messageOffset(buffer, position), text(node, detail));
  }

  /** A defect of a column as a whole. */
  static MalformedException in(final String clause, final LayoutNode node, final String detail) {
    return new MalformedException(clause, -1, text(node, detail));
  }

  private static String text(final LayoutNode node, final String detail) {
    return "column '" + node.field().name() + "': " + detail;
  }
}
