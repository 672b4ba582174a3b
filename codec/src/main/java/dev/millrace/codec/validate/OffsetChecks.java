package dev.millrace.codec.validate;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * Offsets and sizes that point into data or children. Each check is a loop without a branch that
 * collects sign bits, so that it is vectorised; where a bit was set, a second loop finds the first
 * offender.
 */
final class OffsetChecks {
  /**
   * Bytes from an offset to the next. Not constants, so that the compiler does not know that the
   * next one is what the next turn of a loop begins with: it would then load each offset once, and
   * not vectorise the loop. Measured: 0.62 instead of 4.3 us for 10,000 offsets.
   */
  static int int32 = Integer.BYTES;

  private static int int64 = Long.BYTES;

  private OffsetChecks() {}

  /**
   * {@code length + 1} int32 offsets: the first not negative, none below the one before, the last
   * in range.
   */
  static void inOrder32(
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long length,
      final long limit) {
    final MemorySegment offsets = OffHeap.cast(table.segment(buffer));
    final long base = table.offset(buffer);
    final int last = offsets.get(LittleEndian.INT, base + (length << 2));
    if (signs32(offsets, base, length) >= 0 && last >= 0 && last <= limit) {
      return;
    }
    long before = 0;
    for (long i = 0; i <= length; i++) {
      final int offset = offsets.get(LittleEndian.INT, base + (i << 2));
      if (offset < before || offset > limit) {
        throw outside(node, table, buffer, i << 2, i, before, offset, limit);
      }
      before = offset;
    }
  }

  /** Negative when one of {@code length} offsets is negative, or above the next. */
  static int signs32(final MemorySegment offsets, final long base, final long length) {
    final long next = base + int32;
    int signs = 0;
    for (long i = 0; i < length; i++) {
      final int start = offsets.get(LittleEndian.INT, base + (i << 2));
      final int end = offsets.get(LittleEndian.INT, next + (i << 2));
      signs |= (end - start) | start;
    }
    return signs;
  }

  /** As {@link #inOrder32} with int64 offsets. */
  static void inOrder64(
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long length,
      final long limit) {
    final MemorySegment offsets = OffHeap.cast(table.segment(buffer));
    final long base = table.offset(buffer);
    final long next = base + int64;
    long signs = 0;
    for (long i = 0; i < length; i++) {
      final long start = offsets.get(LittleEndian.LONG, base + (i << 3));
      final long end = offsets.get(LittleEndian.LONG, next + (i << 3));
      signs |= (end - start) | start;
    }
    final long last = offsets.get(LittleEndian.LONG, base + (length << 3));
    if (signs >= 0 && last >= 0 && last <= limit) {
      return;
    }
    long before = 0;
    for (long i = 0; i <= length; i++) {
      final long offset = offsets.get(LittleEndian.LONG, base + (i << 3));
      if (offset < before || offset > limit) {
        throw outside(node, table, buffer, i << 3, i, before, offset, limit);
      }
      before = offset;
    }
  }

  private static RuntimeException outside(
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long position,
      final long i,
      final long before,
      final long offset,
      final long limit) {
    return Defect.at(
        "COL-11",
        node,
        table,
        buffer,
        position,
        "offset " + i + " is " + offset + ", not in " + before + " to " + limit);
  }

  /** Pairs of int32 offset and size, in two buffers, that may come in any order and overlap. */
  static void views32(
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long length,
      final long limit) {
    final MemorySegment offsets = OffHeap.cast(table.segment(buffer));
    final MemorySegment sizes = OffHeap.cast(table.segment(buffer + 1));
    final long base = table.offset(buffer);
    final long sizesBase = table.offset(buffer + 1);
    long signs = 0;
    for (long i = 0; i < length; i++) {
      final long start = offsets.get(LittleEndian.INT, base + (i << 2));
      final long size = sizes.get(LittleEndian.INT, sizesBase + (i << 2));
      signs |= start | size | (limit - start - size);
    }
    if (signs >= 0) {
      return;
    }
    for (long i = 0; i < length; i++) {
      final long start = offsets.get(LittleEndian.INT, base + (i << 2));
      final long size = sizes.get(LittleEndian.INT, sizesBase + (i << 2));
      if (start < 0 || size < 0 || start > limit - size) {
        throw outside(node, table, buffer, i << 2, start, size, limit);
      }
    }
  }

  /** As {@link #views32} with int64 offsets and sizes. */
  static void views64(
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long length,
      final long limit) {
    final MemorySegment offsets = OffHeap.cast(table.segment(buffer));
    final MemorySegment sizes = OffHeap.cast(table.segment(buffer + 1));
    final long base = table.offset(buffer);
    final long sizesBase = table.offset(buffer + 1);
    long signs = 0;
    for (long i = 0; i < length; i++) {
      final long start = offsets.get(LittleEndian.LONG, base + (i << 3));
      final long size = sizes.get(LittleEndian.LONG, sizesBase + (i << 3));
      // The last term can only wrap around when one of the others is negative.
      signs |= start | size | (limit - start) | (limit - start - size);
    }
    if (signs >= 0) {
      return;
    }
    for (long i = 0; i < length; i++) {
      final long start = offsets.get(LittleEndian.LONG, base + (i << 3));
      final long size = sizes.get(LittleEndian.LONG, sizesBase + (i << 3));
      if (start < 0 || size < 0 || start > limit - size) {
        throw outside(node, table, buffer, i << 3, start, size, limit);
      }
    }
  }

  private static RuntimeException outside(
      final LayoutNode node,
      final BufferTable table,
      final int buffer,
      final long position,
      final long start,
      final long size,
      final long limit) {
    return Defect.at(
        "COL-13",
        node,
        table,
        buffer,
        position,
        "offset " + start + " and size " + size + " with " + limit + " values");
  }
}
