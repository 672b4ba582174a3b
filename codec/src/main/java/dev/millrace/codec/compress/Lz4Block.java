package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The LZ4 block format: sequences of a token (literal count, match length), literals, and a match
 * given by its distance; the last has literals only.
 */
final class Lz4Block {
  private static final int MIN_MATCH = 4;
  private static final int MAX_DISTANCE = 65535;
  private static final int LAST_LITERALS = 5;
  private static final int LAST_MATCH_START = 12;
  private static final int HASH_BITS = 14;
  private static final int SMALL_HASH_BITS = 10;
  private static final int SMALL = 4096;
  private static final int SKIP_SHIFT = 6;

  private final int[] table = new int[1 << HASH_BITS];

  /**
   * Decompresses a block.
   *
   * @param matchStart how far back matches may reach in {@code target}
   * @param to where the content begins
   * @param limit where it must end at the latest
   * @return where it ends, or the complement of the source offset of a defect
   */
  static long decompress(
      final MemorySegment source,
      final long from,
      final long end,
      final MemorySegment target,
      final long matchStart,
      final long to,
      final long limit) {
    final MemorySegment in = OffHeap.cast(source);
    final MemorySegment out = OffHeap.cast(target);
    long s = from;
    long d = to;
    while (s < end) {
      final int token = in.get(LittleEndian.BYTE, s++) & 0xFF;
      long literals = token >>> 4;
      if (literals == 15) {
        int more = 255;
        while (more == 255) {
          if (s >= end) {
            return ~s;
          }
          more = in.get(LittleEndian.BYTE, s++) & 0xFF;
          literals += more;
        }
      }
      if (literals > end - s || literals > limit - d) {
        return ~s;
      }
      Copies.literals(in, s, end, out, d, literals, limit);
      s += literals;
      d += literals;
      if (s == end) {
        return d;
      }
      if (end - s < 2) {
        return ~s;
      }
      final long distance = in.get(LittleEndian.SHORT, s) & 0xFFFF;
      if (distance == 0 || distance > d - matchStart) {
        return ~s;
      }
      s += 2;
      long length = (token & 15) + MIN_MATCH;
      if ((token & 15) == 15) {
        int more = 255;
        while (more == 255) {
          if (s >= end) {
            return ~s;
          }
          more = in.get(LittleEndian.BYTE, s++) & 0xFF;
          length += more;
        }
      }
      if (length > limit - d) {
        return ~s;
      }
      Copies.match(out, d, distance, length, limit);
      d += length;
    }
    return ~s;
  }

  /**
   * Compresses a block by itself.
   *
   * @return length of the compressed block, or -1 if it would be longer than {@code capacity}
   */
  long compress(
      final MemorySegment source,
      final long from,
      final int length,
      final MemorySegment target,
      final long to,
      final long capacity) {
    final MemorySegment in = OffHeap.cast(source);
    final MemorySegment out = OffHeap.cast(target);
    final long limit = to + capacity;
    final int bits = length <= SMALL ? SMALL_HASH_BITS : HASH_BITS;
    final int shift = Integer.SIZE - bits;
    Arrays.fill(table, 0, 1 << bits, -1);
    long d = to;
    int anchor = 0;
    int at = 0;
    int misses = 1 << SKIP_SHIFT;
    final int lastStart = length - LAST_MATCH_START;
    while (at <= lastStart) {
      final int word = in.get(LittleEndian.INT, from + at);
      final int slot = (word * 0x9E3779B1) >>> shift;
      int candidate = table[slot];
      table[slot] = at;
      if (candidate < 0
          || at - candidate > MAX_DISTANCE
          || in.get(LittleEndian.INT, from + candidate) != word) {
        at += misses++ >>> SKIP_SHIFT;
        continue;
      }
      misses = 1 << SKIP_SHIFT;
      while (at > anchor
          && candidate > 0
          && in.get(LittleEndian.BYTE, from + at - 1)
              == in.get(LittleEndian.BYTE, from + candidate - 1)) {
        at--;
        candidate--;
      }
      final int match = matchLength(in, from, at, candidate, length - LAST_LITERALS);
      d = sequence(in, from + anchor, at - anchor, out, d, limit, at - candidate, match);
      if (d < 0) {
        return -1;
      }
      at += match;
      anchor = at;
      if (at <= lastStart) {
        table[(in.get(LittleEndian.INT, from + at - 2) * 0x9E3779B1) >>> shift] = at - 2;
      }
    }
    d = sequence(in, from + anchor, length - anchor, out, d, limit, 0, 0);
    return d < 0 ? -1 : d - to;
  }

  private static int matchLength(
      final MemorySegment in, final long from, final int at, final int candidate, final int end) {
    int length = MIN_MATCH;
    while (at + length + 8 <= end) {
      final long difference =
          in.get(LittleEndian.LONG, from + at + length)
              ^ in.get(LittleEndian.LONG, from + candidate + length);
      if (difference != 0) {
        return length + (Long.numberOfTrailingZeros(difference) >>> 3);
      }
      length += 8;
    }
    while (at + length < end
        && in.get(LittleEndian.BYTE, from + at + length)
            == in.get(LittleEndian.BYTE, from + candidate + length)) {
      length++;
    }
    return length;
  }

  /**
   * Writes a sequence, the last when {@code distance} is 0; returns where it ends, or -1 if it does
   * not fit.
   */
  private static long sequence(
      final MemorySegment in,
      final long from,
      final int literals,
      final MemorySegment out,
      final long to,
      final long limit,
      final int distance,
      final int match) {
    final int extra = match - MIN_MATCH;
    if (1L + literals / 255 + 1 + literals + 2 + match / 255 + 1 > limit - to) {
      return -1;
    }
    long d = to + 1;
    if (literals >= 15) {
      d = lengthBytes(out, d, literals - 15);
    }
    Copies.literals(in, from, from + literals, out, d, literals, limit);
    d += literals;
    final int high = Math.min(literals, 15) << 4;
    if (distance == 0) {
      out.set(LittleEndian.BYTE, to, (byte) high);
      return d;
    }
    out.set(LittleEndian.BYTE, to, (byte) (high | Math.min(extra, 15)));
    out.set(LittleEndian.SHORT, d, (short) distance);
    d += 2;
    return extra >= 15 ? lengthBytes(out, d, extra - 15) : d;
  }

  private static long lengthBytes(final MemorySegment out, final long to, final int length) {
    long d = to;
    int left = length;
    for (; left >= 255; left -= 255) {
      out.set(LittleEndian.BYTE, d++, (byte) 255);
    }
    out.set(LittleEndian.BYTE, d++, (byte) left);
    return d;
  }
}
