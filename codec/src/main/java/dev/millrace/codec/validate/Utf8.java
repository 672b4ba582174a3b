package dev.millrace.codec.validate;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * Validation of UTF-8: shortest form, no surrogates, nothing above U+10FFFF. Long runs are checked
 * by loops without a branch that the compiler vectorises; where one finds a defect, a second walk
 * from character to character finds out where.
 */
final class Utf8 {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  /** Bytes of which it is decided together how to check them. */
  private static final int BLOCK = 4096;

  /** Below this the vector loops do not pay. */
  private static final int SHORT = 32;

  /** Most bytes before a byte that decide whether it may stand there. */
  private static final int LOOK_BACK = 3;

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
      // The mask belongs in the loop: C2 leaves a reduction of nothing but loads as it is, one word
      // a cycle, and takes four at a time when there is something between load and reduction.
      bits |= bytes.get(LittleEndian.LONG, from + (i << 3)) & NOT_ASCII;
    }
    for (long i = from + (words << 3); i < to; i++) {
      bits |= bytes.get(LittleEndian.BYTE, i) & 0x80;
    }
    return bits == 0;
  }

  /**
   * Finds the first byte that is not part of a well-formed character.
   *
   * @return its offset, or -1 when all are
   */
  static long firstDefect(final MemorySegment segment, final long from, final long to) {
    final MemorySegment bytes = OffHeap.cast(segment);
    if (to - from < SHORT) {
      return defectIn(walk(bytes, from, to, to));
    }
    long at = walk(bytes, from, from + LOOK_BACK, to);
    while (at >= 0 && at < to) {
      final long end = Math.min(to, at + BLOCK);
      final long words = (end - at) >>> 3;
      if (isAscii(bytes, at, end)) {
        at = end;
      } else if (words == 0) {
        at = walk(bytes, at, to, to);
      } else if (isWellFormed(bytes, at, words)) {
        at = startOfCutCharacter(bytes, at + (words << 3));
      } else {
        at = walk(bytes, at, end, to);
      }
    }
    return defectIn(at);
  }

  private static long defectIn(final long walked) {
    return walked < 0 ? ~walked : -1;
  }

  /**
   * Tells whether words hold nothing but well-formed characters, of which the last may be cut off.
   * The first begins a character, and the {@link #LOOK_BACK} bytes before belong to complete ones.
   *
   * <p>Each byte is looked at in the light of those before it, eight bytes at a time: in the words
   * loaded one, two and three bytes earlier, its predecessors lie where it lies itself. Bit n of
   * each byte is moved to bit 7 by a shift of 7 - n; what the shift takes from the neighbour is
   * masked out at the end. Two loops, because C2 vectorises both but not their sum.
   */
  private static boolean isWellFormed(
      final MemorySegment bytes, final long from, final long words) {
    return continuationsFit(bytes, from, words) && secondBytesFit(bytes, from, words);
  }

  /**
   * A byte continues a character if and only if the one before is at least C0, or two before at
   * least E0, or three before at least F0.
   */
  private static boolean continuationsFit(
      final MemorySegment bytes, final long from, final long words) {
    long defects = 0;
    for (long i = 0; i < words; i++) {
      final long at = from + (i << 3);
      final long x = bytes.get(LittleEndian.LONG, at);
      final long b = bytes.get(LittleEndian.LONG, at - 1);
      final long c = bytes.get(LittleEndian.LONG, at - 2);
      final long d = bytes.get(LittleEndian.LONG, at - 3);
      final long continued =
          b & (b << 1) | c & (c << 1) & (c << 2) | d & (d << 1) & (d << 2) & (d << 3);
      defects |= ((x & ~(x << 1)) ^ continued) & NOT_ASCII;
    }
    return defects == 0;
  }

  /**
   * No byte before another is C0, C1 or F5 to FF, and after E0 there is none below A0, after F0
   * none below 90 (shortest form), after ED none above 9F (surrogates), after F4 none above 8F
   * (U+10FFFF). {@code b4} is bit 4 of the byte before.
   */
  private static boolean secondBytesFit(
      final MemorySegment bytes, final long from, final long words) {
    long defects = 0;
    for (long i = 0; i < words; i++) {
      final long at = from + (i << 3);
      final long x = bytes.get(LittleEndian.LONG, at);
      final long b = bytes.get(LittleEndian.LONG, at - 1);
      final long x5 = x << 2;
      final long x4 = x << 3;
      final long b5 = b << 2;
      final long b4 = b << 3;
      final long b3 = b << 4;
      final long b2 = b << 5;
      final long b1 = b << 6;
      final long b0 = b << 7;
      final long lead = b & (b << 1);
      final long unused = ~(b5 | b4 | b3 | b2 | b1) | b5 & b4 & (b3 | b2 & (b1 | b0));
      final long tooLow = ~(b3 | b2 | b1 | b0) & ~(x5 | b4 & x4);
      final long tooHigh = b2 & (b4 & (x5 | x4) | ~b4 & b3 & ~b1 & b0 & x5);
      defects |= lead & (unused | b5 & (tooLow | tooHigh)) & NOT_ASCII;
    }
    return defects == 0;
  }

  /** Finds where the character begins that goes on at an offset; the offset itself if none does. */
  private static long startOfCutCharacter(final MemorySegment bytes, final long at) {
    for (int back = 1; back <= LOOK_BACK; back++) {
      // A character of n bytes has a first byte of n ones: one more than there are before its end.
      final int lead = bytes.get(LittleEndian.BYTE, at - back) & 0xFF;
      if (lead >= 0xC0) {
        return Integer.numberOfLeadingZeros(~(lead << 24)) > back ? at - back : at;
      }
    }
    return at;
  }

  /**
   * Walks characters up to the first that begins at or after {@code stop}.
   *
   * @return where that is, or the complement of the offset of a defect
   */
  private static long walk(
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
