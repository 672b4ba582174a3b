package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import java.lang.foreign.MemorySegment;

/**
 * Short copies as decompressors make them by the million. Both may write up to 7 bytes beyond the
 * copy, but never at or after {@code limit}: what lies in between is written later. Segments must
 * have gone through {@code OffHeap.cast}.
 */
final class Copies {
  private static final int LONG_COPY = 256;

  private Copies() {}

  /** Copies between places that do not overlap; reads nothing at or after {@code sourceLimit}. */
  static void literals(
      final MemorySegment source,
      final long from,
      final long sourceLimit,
      final MemorySegment target,
      final long to,
      final long length,
      final long limit) {
    final long rounded = (length + 7) & ~7L;
    if (length >= LONG_COPY) {
      MemorySegment.copy(source, from, target, to, length);
    } else if (rounded <= sourceLimit - from && rounded <= limit - to) {
      for (long i = 0; i < length; i += 8) {
        target.set(LittleEndian.LONG, to + i, source.get(LittleEndian.LONG, from + i));
      }
    } else {
      for (long i = 0; i < length; i++) {
        target.set(LittleEndian.BYTE, to + i, source.get(LittleEndian.BYTE, from + i));
      }
    }
  }

  /** Repeats the bytes that lie {@code distance} before {@code to}, which may overlap the copy. */
  static void match(
      final MemorySegment target,
      final long to,
      final long distance,
      final long length,
      final long limit) {
    final long rounded = (length + 7) & ~7L;
    if (rounded > limit - to) {
      for (long i = 0; i < length; i++) {
        target.set(LittleEndian.BYTE, to + i, target.get(LittleEndian.BYTE, to + i - distance));
      }
      return;
    }
    if (distance >= LONG_COPY && length >= LONG_COPY && distance >= length) {
      MemorySegment.copy(target, to - distance, target, to, length);
      return;
    }
    long at = 0;
    long back = distance;
    if (distance < 8) {
      for (; at < 8; at++) {
        target.set(LittleEndian.BYTE, to + at, target.get(LittleEndian.BYTE, to + at - distance));
      }
      // Bytes repeat with the distance, so also with a multiple of it that eight bytes fit into.
      back = distance * (7 / distance + 1);
    }
    for (; at < length; at += 8) {
      target.set(LittleEndian.LONG, to + at, target.get(LittleEndian.LONG, to + at - back));
    }
  }
}
