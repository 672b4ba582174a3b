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

  /**
   * Checks values whose offsets have been found in order and in range; those with int32 offsets are
   * not all ASCII, or {@link AsciiTexts} would have said so.
   */
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
    if (from >= to || large && Utf8.isAscii(data, from, to)) {
      return;
    }
    long defect = Utf8.firstDefect(data, from, to);
    if (defect < 0) {
      defect = cutCharacter(node, table, first, length, large, to);
    }
    if (defect >= 0) {
      if (table.nodeNullCount(node.index()) == 0) {
        throw notText(node, table, first + 2, defect - base);
      }
      one(node, table, first, length, large);
    }
  }

  /** Finds the first value that begins within a character; -1 when none does. */
  private static long cutCharacter(
      final LayoutNode node,
      final BufferTable table,
      final int first,
      final long length,
      final boolean large,
      final long to) {
    if (large) {
      return cutCharacter64(node, table, first, length, to);
    }
    final MemorySegment offsets = OffHeap.cast(table.segment(first + 1));
    final MemorySegment bytes = OffHeap.cast(table.segment(first + 2));
    final long offsetsBase = table.offset(first + 1);
    final long base = table.offset(first + 2);
    final long last = to - 1 - base;
    for (long i = 1; i < length; i++) {
      final long start = offsets.get(LittleEndian.INT, offsetsBase + (i << 2));
      if (start < 0 || start > last) {
        // Nothing begins there; or a peer has changed it meanwhile.
        offset(node, table, first, i, false);
      } else if (Utf8.isContinuation(bytes.get(LittleEndian.BYTE, base + start))) {
        return base + start;
      }
    }
    return -1;
  }

  private static long cutCharacter64(
      final LayoutNode node,
      final BufferTable table,
      final int first,
      final long length,
      final long to) {
    final MemorySegment bytes = OffHeap.cast(table.segment(first + 2));
    final long base = table.offset(first + 2);
    for (long i = 1; i < length; i++) {
      final long start = base + offset(node, table, first, i, true);
      if (start < to && Utf8.isContinuation(bytes.get(LittleEndian.BYTE, start))) {
        return start;
      }
    }
    return -1;
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
