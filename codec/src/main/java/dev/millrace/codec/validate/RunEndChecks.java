package dev.millrace.codec.validate;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** Run ends: each above the one before, the last not before the end of the column. */
final class RunEndChecks {
  private RunEndChecks() {}

  /** Checks the run ends of a run-end encoded node, whose buffers have been found long enough. */
  static void inOrder(final LayoutNode node, final long length, final BufferTable table) {
    final LayoutNode ends = node.child(0);
    final int buffer = table.firstBuffer(ends.index()) + 1;
    final long runs = table.nodeLength(ends.index());
    final MemorySegment data = OffHeap.cast(table.segment(buffer));
    final long base = table.offset(buffer);
    final int width = ends.byteWidth();
    long last = 0;
    for (long i = 0; i < runs; i++) {
      final long end =
          switch (width) {
            case 2 -> data.get(LittleEndian.SHORT, base + (i << 1));
            case 4 -> data.get(LittleEndian.INT, base + (i << 2));
            default -> data.get(LittleEndian.LONG, base + (i << 3));
          };
      if (end <= last) {
        throw Defect.at(
            "COL-17", ends, table, buffer, i * width, "run end " + end + " after " + last);
      }
      last = end;
    }
    if (last < length) {
      throw Defect.at(
          "COL-17",
          ends,
          table,
          buffer,
          Math.max(0, runs - 1) * width,
          "the runs end at " + last + " of " + length);
    }
  }
}
