package dev.millrace.codec.validate;

import dev.millrace.codec.column.Bitmaps;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * UTF-8 of a column of text with offsets. All values are validated in one go over their common
 * bytes, which is enough when they are ASCII; otherwise no value may begin inside a character
 * either. Null slots may hold anything: when the common pass fails and there are nulls, values are
 * looked at one by one.
 */
final class Utf8Checks {
  private Utf8Checks() {}

  /** Checks values whose offsets have been found in order and in range. */
  static void varBinary(
      final LayoutNode node,
      final BufferTable table,
      final int first,
      final long length,
      final boolean large) {
    final MemorySegment data = table.segment(first + 2);
    final long base = table.offset(first + 2);
    final long from = base + offset(node, table, first, 0, large);
    final long to = base + offset(node, table, first, length, large);
    if (from >= to || Utf8.isAscii(data, from, to)) {
      return;
    }
    final long defect = Utf8.firstDefect(data, from, to);
    if (table.nodeNullCount(node.index()) > 0) {
      one(node, table, first, length, large);
      return;
    }
    if (defect >= 0) {
      throw notText(node, table, first + 2, defect - base);
    }
    final MemorySegment bytes = OffHeap.cast(data);
    for (long i = 1; i < length; i++) {
      final long start = base + offset(node, table, first, i, large);
      if (start < to && Utf8.isContinuation(bytes.get(LittleEndian.BYTE, start))) {
        throw notText(node, table, first + 2, start - base);
      }
    }
  }

  private static void one(
      final LayoutNode node,
      final BufferTable table,
      final int first,
      final long length,
      final boolean large) {
    final MemorySegment validity = table.segment(first);
    final long bits = table.offset(first);
    final long base = table.offset(first + 2);
    for (long i = 0; i < length; i++) {
      if (Bitmaps.isSet(validity, bits, i)) {
        final long defect =
            Utf8.firstDefect(
                table.segment(first + 2),
                base + offset(node, table, first, i, large),
                base + offset(node, table, first, i + 1, large));
        if (defect >= 0) {
          throw notText(node, table, first + 2, defect - base);
        }
      }
    }
  }

  /** Reads an offset again: a peer may have changed it in shared memory since it was checked. */
  private static long offset(
      final LayoutNode node,
      final BufferTable table,
      final int first,
      final long i,
      final boolean large) {
    final MemorySegment offsets = OffHeap.cast(table.segment(first + 1));
    final long base = table.offset(first + 1);
    final long offset =
        large
            ? offsets.get(LittleEndian.LONG, base + (i << 3))
            : offsets.get(LittleEndian.INT, base + (i << 2));
    if (offset < 0 || offset > table.length(first + 2)) {
      throw Defect.at(
          "COL-11", node, table, first + 1, large ? i << 3 : i << 2, "offset " + offset);
    }
    return offset;
  }

  static RuntimeException notText(
      final LayoutNode node, final BufferTable table, final int buffer, final long position) {
    return Defect.at("COL-18", node, table, buffer, position, "not UTF-8");
  }
}
