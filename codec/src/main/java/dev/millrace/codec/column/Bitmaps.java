package dev.millrace.codec.column;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** Reading of bitmaps, least significant bit first. */
public final class Bitmaps {
  private Bitmaps() {}

  /**
   * Reads a bit.
   *
   * @param bitmap memory of the bitmap
   * @param offset byte offset of the bitmap
   * @param bit bit number after {@code offset}
   * @return true when set
   */
  public static boolean isSet(final MemorySegment bitmap, final long offset, final long bit) {
    return (OffHeap.cast(bitmap).get(LittleEndian.BYTE, offset + (bit >>> 3)) >>> (bit & 7) & 1)
        != 0;
  }

  /**
   * Tells whether the first bits are all set. Reads no byte without one of the bits.
   *
   * @param bitmap memory of the bitmap
   * @param offset byte offset of the bitmap
   * @param count number of bits
   * @return true when none is missing
   */
  public static boolean allSet(final MemorySegment bitmap, final long offset, final long count) {
    final MemorySegment bytes = OffHeap.cast(bitmap);
    final long words = count >>> 6;
    long missing = 0;
    for (long i = 0; i < words; i++) {
      missing |= ~bytes.get(LittleEndian.LONG, offset + (i << 3));
    }
    final long rest = count & 63;
    return missing == 0 && countSet(bitmap, offset + (words << 3), 0, rest) == rest;
  }

  /**
   * Counts set bits. Reads no byte without one of the bits.
   *
   * @param bitmap memory of the bitmap
   * @param offset byte offset of the bitmap
   * @param firstBit first bit after {@code offset}
   * @param count number of bits
   * @return how many are set
   */
  public static long countSet(
      final MemorySegment bitmap, final long offset, final long firstBit, final long count) {
    if (count <= 0) {
      return 0;
    }
    final MemorySegment bytes = OffHeap.cast(bitmap);
    long at = offset + (firstBit >>> 3);
    final int lead = (int) (firstBit & 7);
    long left = count;
    long set = 0;
    if (lead != 0) {
      final int bits = (int) Math.min(8 - lead, left);
      final int mask = ((1 << bits) - 1) << lead;
      set += Integer.bitCount(bytes.get(LittleEndian.BYTE, at) & mask);
      left -= bits;
      at++;
    }
    final long words = left >>> 6;
    for (long i = 0; i < words; i++) {
      set += Long.bitCount(bytes.get(LittleEndian.LONG, at + (i << 3)));
    }
    at += words << 3;
    left &= 63;
    for (; left >= 8; left -= 8) {
      set += Integer.bitCount(bytes.get(LittleEndian.BYTE, at++) & 0xFF);
    }
    if (left > 0) {
      set += Integer.bitCount(bytes.get(LittleEndian.BYTE, at) & ((1 << left) - 1));
    }
    return set;
  }
}
