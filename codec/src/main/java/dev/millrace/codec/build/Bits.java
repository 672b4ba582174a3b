package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * Operations on ranges of bits, least significant bit first, in memory that belongs to a builder.
 */
final class Bits {
  private Bits() {}

  /** Bytes that hold a number of bits. */
  static long bytes(final long bits) {
    return (bits >>> 3) + ((bits & 7) == 0 ? 0 : 1);
  }

  static boolean get(final MemorySegment s, final long offset, final long bit) {
    return (s.get(BYTE, offset + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
  }

  static void set(final MemorySegment s, final long offset, final long bit, final boolean value) {
    final long at = offset + (bit >>> 3);
    final int mask = 1 << (bit & 7);
    final int old = s.get(BYTE, at);
    s.set(BYTE, at, (byte) (value ? old | mask : old & ~mask));
  }

  /** Sets the bits from {@code from} to {@code to} (excluded) to one value. */
  static void fill(
      final MemorySegment s,
      final long offset,
      final long from,
      final long to,
      final boolean value) {
    if (from >= to) {
      return;
    }
    final long firstByte = from >>> 3;
    final long lastByte = to - 1 >>> 3;
    final int head = 0xff << (from & 7) & 0xff;
    final int tail = 0xff >>> (7 - (to - 1 & 7));
    if (firstByte == lastByte) {
      blend(s, offset + firstByte, head & tail, value);
      return;
    }
    blend(s, offset + firstByte, head, value);
    if (lastByte - firstByte > 1) {
      fillBytes(s, offset + firstByte + 1, lastByte - firstByte - 1, value ? -1L : 0L);
    }
    blend(s, offset + lastByte, tail, value);
  }

  /** Fills bytes with the pattern of one repeated byte. */
  static void fillBytes(
      final MemorySegment memory, final long offset, final long count, final long pattern) {
    final MemorySegment s = OffHeap.cast(memory);
    long i = 0;
    for (; i + 8 <= count; i += 8) {
      s.set(LONG, offset + i, pattern);
    }
    for (; i < count; i++) {
      s.set(BYTE, offset + i, (byte) pattern);
    }
  }

  private static void blend(
      final MemorySegment s, final long at, final int mask, final boolean value) {
    final int old = s.get(BYTE, at);
    s.set(BYTE, at, (byte) (value ? old | mask : old & ~mask));
  }

  /**
   * Copies bits between any bit positions. Bits of the target outside the range keep their value.
   */
  static void copy(
      final MemorySegment src,
      final long srcOffset,
      final long srcBit,
      final MemorySegment dst,
      final long dstOffset,
      final long dstBit,
      final long count) {
    long done = 0;
    // up to a byte border of the target
    while (done < count && (dstBit + done & 7) != 0) {
      set(dst, dstOffset, dstBit + done, get(src, srcOffset, srcBit + done));
      done++;
    }
    final long whole = count - done >>> 3;
    if (whole > 0) {
      final long to = dstOffset + (dstBit + done >>> 3);
      final long from = srcOffset + (srcBit + done >>> 3);
      final int shift = (int) (srcBit + done & 7);
      if (shift == 0) {
        MemorySegment.copy(src, from, dst, to, whole);
      } else {
        copyShifted(src, from, shift, dst, to, whole);
      }
      done += whole << 3;
    }
    while (done < count) {
      set(dst, dstOffset, dstBit + done, get(src, srcOffset, srcBit + done));
      done++;
    }
  }

  /**
   * Copies whole bytes of the target from a source that starts inside a byte; reads one byte more.
   */
  private static void copyShifted(
      final MemorySegment src,
      final long from,
      final int shift,
      final MemorySegment dst,
      final long to,
      final long bytes) {
    long i = 0;
    // eight at a time: the ninth byte brings the high bits of the word, it exists while a byte
    // follows
    for (; i + 8 <= bytes; i += 8) {
      final long low = src.get(LONG, from + i) >>> shift;
      final long high = (src.get(BYTE, from + i + 8) & 0xffL) << (64 - shift);
      dst.set(LONG, to + i, low | high);
    }
    for (; i < bytes; i++) {
      final int low = (src.get(BYTE, from + i) & 0xff) >>> shift;
      final int high = src.get(BYTE, from + i + 1) << (8 - shift);
      dst.set(BYTE, to + i, (byte) (low | high));
    }
  }

  /** Counts the zero bits of a range. */
  static long countZeros(
      final MemorySegment s, final long offset, final long firstBit, final long count) {
    long bit = firstBit;
    final long end = firstBit + count;
    long ones = 0;
    while (bit < end && (bit & 7) != 0) {
      ones += get(s, offset, bit++) ? 1 : 0;
    }
    for (; end - bit >= 64; bit += 64) {
      ones += Long.bitCount(s.get(LONG, offset + (bit >>> 3)));
    }
    while (bit < end) {
      ones += get(s, offset, bit++) ? 1 : 0;
    }
    return count - ones;
  }
}
