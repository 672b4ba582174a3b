package dev.millrace.codec.validate;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Type ids and offsets of unions. */
final class UnionChecks {
  private final long[] lastOffset = new long[128];

  /** Checks that every type id names a child. */
  void sparse(final LayoutNode node, final BufferTable table, final int buffer, final long length) {
    final MemorySegment ids = OffHeap.cast(table.segment(buffer));
    final long base = table.offset(buffer);
    for (long i = 0; i < length; i++) {
      child(node, table, buffer, i, ids.get(LittleEndian.BYTE, base + i));
    }
  }

  /** Checks type ids, and that the offsets into each child are in range and do not go back. */
  void dense(final LayoutNode node, final BufferTable table, final int first, final long length) {
    final MemorySegment ids = OffHeap.cast(table.segment(first));
    final MemorySegment offsets = OffHeap.cast(table.segment(first + 1));
    final long idsBase = table.offset(first);
    final long base = table.offset(first + 1);
    Arrays.fill(lastOffset, 0);
    for (long i = 0; i < length; i++) {
      final int child = child(node, table, first, i, ids.get(LittleEndian.BYTE, idsBase + i));
      final int offset = offsets.get(LittleEndian.INT, base + (i << 2));
      final long slots = table.nodeLength(node.child(child).index());
      if (offset < lastOffset[child] || offset >= slots) {
        throw Defect.at(
            "COL-16",
            node,
            table,
            first + 1,
            i << 2,
            "offset " + offset + " after " + lastOffset[child] + " into " + slots + " slots");
      }
      lastOffset[child] = offset;
    }
  }

  private static int child(
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long i,
      final byte id) {
    final int child = node.childOfTypeId(id);
    if (child < 0) {
      throw Defect.at("COL-15", node, table, buffer, i, "type id " + id + " names no child");
    }
    return child;
  }
}
