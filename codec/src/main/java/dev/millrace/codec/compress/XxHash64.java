package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** The checksum of ZSTD frames, of which these store the low 32 bits. */
final class XxHash64 {
  private static final long PRIME1 = 0x9E3779B185EBCA87L;
  private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME3 = 0x165667B19E3779F9L;
  private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME5 = 0x27D4EB2F165667C5L;

  private XxHash64() {}

  /** Hashes bytes with seed 0. */
  static long hash(final MemorySegment segment, final long offset, final long length) {
    final MemorySegment bytes = OffHeap.cast(segment);
    long at = offset;
    final long end = offset + length;
    long hash = PRIME5;
    if (length >= 32) {
      long a = PRIME1 + PRIME2;
      long b = PRIME2;
      long c = 0;
      long d = -PRIME1;
      for (; end - at >= 32; at += 32) {
        a = round(a, bytes.get(LittleEndian.LONG, at));
        b = round(b, bytes.get(LittleEndian.LONG, at + 8));
        c = round(c, bytes.get(LittleEndian.LONG, at + 16));
        d = round(d, bytes.get(LittleEndian.LONG, at + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = (hash ^ round(0, a)) * PRIME1 + PRIME4;
      hash = (hash ^ round(0, b)) * PRIME1 + PRIME4;
      hash = (hash ^ round(0, c)) * PRIME1 + PRIME4;
      hash = (hash ^ round(0, d)) * PRIME1 + PRIME4;
    }
    hash += length;
    for (; end - at >= 8; at += 8) {
      hash ^= round(0, bytes.get(LittleEndian.LONG, at));
      hash = Long.rotateLeft(hash, 27) * PRIME1 + PRIME4;
    }
    if (end - at >= 4) {
      hash ^= (bytes.get(LittleEndian.INT, at) & 0xFFFF_FFFFL) * PRIME1;
      hash = Long.rotateLeft(hash, 23) * PRIME2 + PRIME3;
      at += 4;
    }
    for (; at < end; at++) {
      hash ^= (bytes.get(LittleEndian.BYTE, at) & 0xFF) * PRIME5;
      hash = Long.rotateLeft(hash, 11) * PRIME1;
    }
    hash = (hash ^ hash >>> 33) * PRIME2;
    hash = (hash ^ hash >>> 29) * PRIME3;
    return hash ^ hash >>> 32;
  }

  private static long round(final long lane, final long word) {
    return Long.rotateLeft(lane + word * PRIME2, 31) * PRIME1;
  }
}
