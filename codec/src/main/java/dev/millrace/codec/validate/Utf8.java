package dev.millrace.codec.validate;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** Validation of UTF-8: shortest form, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
  private static final int BLOCK = 4096;

  private Utf8() {}

  /** Tells whether a byte continues a character, so that no character begins there. */
  static boolean isContinuation(final byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** Tells whether all bytes are ASCII; vectorised. */
  static boolean isAscii(final MemorySegment segment, final long from, final long to) {
    final MemorySegment bytes = OffHeap.cast(segment);
    final long words = (to - from) >>> 3;
    long bits = 0;
    for (long i = 0; i < words; i++) {
      bits |= bytes.get(LittleEndian.LONG, from + (i << 3));
    }
    for (long i = from + (words << 3); i < to; i++) {
      bits |= bytes.get(LittleEndian.BYTE, i) & 0x80;
    }
    return (bits & NOT_ASCII) == 0;
  }

  /**
   * Finds the first byte that is not part of a well-formed character.
   *
   * @return its offset, or -1 when all are
   */
  static long firstDefect(final MemorySegment segment, final long from, final long to) {
    long at = from;
    while (at < to) {
      final long block = Math.min(to, at + BLOCK);
      if (isAscii(segment, at, block)) {
        at = block;
        continue;
      }
      at = scan(OffHeap.cast(segment), at, block, to);
      if (at < 0) {
        return ~at;
      }
    }
    return -1;
  }

  /**
   * Walks characters up to the first that begins at or after {@code stop}.
   *
   * @return where that is, or the complement of the offset of a defect
   */
  private static long scan(
      final MemorySegment bytes, final long from, final long stop, final long to) {
    long at = from;
    while (at < stop) {
      if (to - at >= 8 && (bytes.get(LittleEndian.LONG, at) & NOT_ASCII) == 0) {
        at += 8;
        continue;
      }
      final byte lead = bytes.get(LittleEndian.BYTE, at);
      if (lead >= 0) {
        at++;
        continue;
      }
      final int size = characterLength(bytes, at, to, lead & 0xFF);
      if (size == 0) {
        return ~at;
      }
      at += size;
    }
    return at;
  }

  /** Length of the well-formed character of several bytes at an offset, 0 when there is none. */
  private static int characterLength(
      final MemorySegment bytes, final long at, final long to, final int lead) {
    final long left = to - at;
    if (lead < 0xC2 || lead > 0xF4 || left < 2) {
      return 0;
    }
    final int second = bytes.get(LittleEndian.BYTE, at + 1) & 0xFF;
    if (lead < 0xE0) {
      return second >>> 6 == 2 ? 2 : 0;
    }
    if (left < 3 || !isContinuation(bytes.get(LittleEndian.BYTE, at + 2))) {
      return 0;
    }
    if (lead < 0xF0) {
      final int low = lead == 0xE0 ? 0xA0 : 0x80;
      final int high = lead == 0xED ? 0x9F : 0xBF;
      return second >= low && second <= high ? 3 : 0;
    }
    if (left < 4 || !isContinuation(bytes.get(LittleEndian.BYTE, at + 3))) {
      return 0;
    }
    final int low = lead == 0xF0 ? 0x90 : 0x80;
    final int high = lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high ? 4 : 0;
  }
}
