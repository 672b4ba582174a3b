package dev.millrace.codec.validate;

import dev.millrace.codec.column.Bitmaps;
import dev.millrace.codec.column.ViewBinaryColumn;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * Binary views. Views may share bytes, so text is not simply read view by view: a few views of one
 * large buffer could keep the validator busy for ever. A data buffer that is UTF-8 as a whole is
 * read once, and its views need only begin and end between characters. Otherwise views are read one
 * by one, but no more than a multiple of the buffers' size in all.
 */
final class ViewChecks {
  private static final int VIEW_SIZE = 16;
  private static final long FREE_SCAN = 1 << 20;
  private static final int MOST_REUSE = 16;

  private static final byte UNKNOWN = 0;
  private static final byte ASCII = 1;
  private static final byte UTF8 = 2;
  private static final byte MIXED = 3;

  private byte[] textOf = new byte[16];
  private long scanLeft;

  /** Checks the views of slots that are not null. */
  void check(
      final LayoutNode node,
      final BufferTable table,
      final int first,
      final long length,
      final boolean prefixes,
      final boolean text) {
    final MemorySegment views = OffHeap.cast(table.segment(first + 1));
    final long base = table.offset(first + 1);
    final int buffers = table.variadicBuffers(node.index());
    final boolean hasNulls = table.nodeNullCount(node.index()) > 0;
    final MemorySegment validity = table.segment(first);
    final long bits = table.offset(first);
    if (text) {
      begin(table, first + 2, buffers);
    }
    for (long i = 0; i < length; i++) {
      if (hasNulls && !Bitmaps.isSet(validity, bits, i)) {
        continue;
      }
      final long view = base + i * VIEW_SIZE;
      final int size = views.get(LittleEndian.INT, view);
      if (size < 0) {
        throw Defect.at("COL-14", node, table, first + 1, view - base, "length " + size);
      }
      if (size <= ViewBinaryColumn.MAX_INLINE) {
        if (text) {
          final long defect = Utf8.firstDefect(views, view + 4, view + 4 + size);
          if (defect >= 0) {
            throw Utf8Checks.notText(node, table, first + 1, defect - base);
          }
        }
        continue;
      }
      final int buffer = views.get(LittleEndian.INT, view + 8);
      final long start = views.get(LittleEndian.INT, view + 12);
      if (buffer < 0
          || buffer >= buffers
          || start < 0
          || start > table.length(first + 2 + buffer) - size) {
        throw Defect.at(
            "COL-14",
            node,
            table,
            first + 1,
            view - base,
            size + " bytes at " + start + " of data buffer " + buffer);
      }
      if (prefixes) {
        final long at = table.offset(first + 2 + buffer) + start;
        final int prefix =
            OffHeap.cast(table.segment(first + 2 + buffer)).get(LittleEndian.INT, at);
        if (views.get(LittleEndian.INT, view + 4) != prefix) {
          throw Defect.at(
              "COL-14", node, table, first + 1, view - base + 4, "prefix differs from the value");
        }
      }
      if (text) {
        text(node, table, first + 2, buffer, start, size);
      }
    }
  }

  private void begin(final BufferTable table, final int firstData, final int buffers) {
    if (buffers > textOf.length) {
      textOf = new byte[buffers];
    }
    long bytes = 0;
    for (int b = 0; b < buffers; b++) {
      textOf[b] = UNKNOWN;
      bytes += table.length(firstData + b);
    }
    scanLeft = FREE_SCAN + bytes * MOST_REUSE;
  }

  private void text(
      final LayoutNode node,
      final BufferTable table,
      final int firstData,
      final int buffer,
      final long start,
      final int size) {
    final MemorySegment data = OffHeap.cast(table.segment(firstData + buffer));
    final long from = table.offset(firstData + buffer);
    final long to = from + table.length(firstData + buffer);
    if (textOf[buffer] == UNKNOWN) {
      textOf[buffer] =
          Utf8.isAscii(data, from, to)
              ? ASCII
              : Utf8.firstDefect(data, from, to) < 0 ? UTF8 : MIXED;
    }
    switch (textOf[buffer]) {
      case ASCII -> {}
      case UTF8 -> {
        final long end = from + start + size;
        if (Utf8.isContinuation(data.get(LittleEndian.BYTE, from + start))) {
          throw Utf8Checks.notText(node, table, firstData + buffer, start);
        }
        if (end < to && Utf8.isContinuation(data.get(LittleEndian.BYTE, end))) {
          throw Utf8Checks.notText(node, table, firstData + buffer, end - from);
        }
      }
      default -> {
        scanLeft -= size;
        if (scanLeft < 0) {
          throw Defect.in("COL-18", node, "views reuse bytes too often to be validated");
        }
        final long defect = Utf8.firstDefect(data, from + start, from + start + size);
        if (defect >= 0) {
          throw Utf8Checks.notText(node, table, firstData + buffer, defect - from);
        }
      }
    }
  }
}
