package dev.millrace.codec.validate;

import dev.millrace.codec.column.Bitmaps;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * Dictionary indices. A first loop looks at all slots without a branch; null slots may hold
 * anything, so only when one is out of range are they told apart.
 */
final class IndexChecks {
  private IndexChecks() {}

  /**
   * Checks the indices of slots that are not null.
   *
   * @param first the validity buffer; the indices follow
   * @param size values in the dictionary
   */
  static void inRange(
      final LayoutNode node,
      final BufferTable table,
      final int first,
      final long length,
      final long size) {
    final MemorySegment data = OffHeap.cast(table.segment(first + 1));
    final long base = table.offset(first + 1);
    final int width = node.byteWidth();
    final boolean signed = node.field().dictionary().indexType().signed();
    final long signs =
        switch (width) {
          case 1 -> signs8(data, base, length, signed ? -1 : 0xFF, size - 1);
          case 2 -> signs16(data, base, length, signed ? -1 : 0xFFFF, size - 1);
          case 4 -> signs32(data, base, length, signed ? -1 : 0xFFFF_FFFFL, size - 1);
          default -> signs64(data, base, length, size - 1);
        };
    if (signs >= 0) {
      return;
    }
    final boolean hasNulls = table.nodeNullCount(node.index()) > 0;
    final MemorySegment validity = table.segment(first);
    for (long i = 0; i < length; i++) {
      final long index = index(data, base, i, width, signed);
      if ((index < 0 || index >= size)
          && !(hasNulls && !Bitmaps.isSet(validity, table.offset(first), i))) {
        throw Defect.at(
            "DICT-3",
            node,
            table,
            first + 1,
            i * width,
            "index " + index + " into a dictionary of " + size);
      }
    }
  }

  private static long index(
      final MemorySegment data,
      final long base,
      final long i,
      final int width,
      final boolean signed) {
    return switch (width) {
      case 1 -> data.get(LittleEndian.BYTE, base + i) & (signed ? -1L : 0xFFL);
      case 2 -> data.get(LittleEndian.SHORT, base + (i << 1)) & (signed ? -1L : 0xFFFFL);
      case 4 -> data.get(LittleEndian.INT, base + (i << 2)) & (signed ? -1L : 0xFFFF_FFFFL);
      default -> data.get(LittleEndian.LONG, base + (i << 3));
    };
  }

  private static int signs8(
      final MemorySegment data,
      final long base,
      final long length,
      final int mask,
      final long largest) {
    final int most = (int) Math.min(largest, Integer.MAX_VALUE);
    int signs = 0;
    for (long i = 0; i < length; i++) {
      final int index = data.get(LittleEndian.BYTE, base + i) & mask;
      signs |= index | (most - index);
    }
    return signs;
  }

  private static int signs16(
      final MemorySegment data,
      final long base,
      final long length,
      final int mask,
      final long largest) {
    final int most = (int) Math.min(largest, Integer.MAX_VALUE);
    int signs = 0;
    for (long i = 0; i < length; i++) {
      final int index = data.get(LittleEndian.SHORT, base + (i << 1)) & mask;
      signs |= index | (most - index);
    }
    return signs;
  }

  private static long signs32(
      final MemorySegment data,
      final long base,
      final long length,
      final long mask,
      final long largest) {
    long signs = 0;
    for (long i = 0; i < length; i++) {
      final long index = data.get(LittleEndian.INT, base + (i << 2)) & mask;
      signs |= index | (largest - index);
    }
    return signs;
  }

  private static long signs64(
      final MemorySegment data, final long base, final long length, final long largest) {
    long signs = 0;
    for (long i = 0; i < length; i++) {
      final long index = data.get(LittleEndian.LONG, base + (i << 3));
      signs |= index | (largest - index);
    }
    return signs;
  }
}
