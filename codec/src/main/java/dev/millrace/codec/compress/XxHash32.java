package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** The checksum of LZ4 frames. */
final class XxHash32 {
  private static final int PRIME1 = 0x9E3779B1;
  private static final int PRIME2 = 0x85EBCA77;
  private static final int PRIME3 = 0xC2B2AE3D;
  private static final int PRIME4 = 0x27D4EB2F;
  private static final int PRIME5 = 0x165667B1;

  private XxHash32() {}

  /** Hashes bytes with seed 0. */
  static int hash(final MemorySegment segment, final long offset, final long length) {
    final MemorySegment bytes = OffHeap.cast(segment);
    long at = offset;
    final long end = offset + length;
    int hash;
    if (length >= 16) {
      int a = PRIME1 + PRIME2;
      int b = PRIME2;
      int c = 0;
      int d = -PRIME1;
      for (; end - at >= 16; at += 16) {
        a = round(a, bytes.get(LittleEndian.INT, at));
        b = round(b, bytes.get(LittleEndian.INT, at + 4));
        c = round(c, bytes.get(LittleEndian.INT, at + 8));
        d = round(d, bytes.get(LittleEndian.INT, at + 12));
      }
      hash =
          Integer.rotateLeft(a, 1)
              + Integer.rotateLeft(b, 7)
              + Integer.rotateLeft(c, 12)
              + Integer.rotateLeft(d, 18);
    } else {
      hash = PRIME5;
    }
    hash += (int) length;
    for (; end - at >= 4; at += 4) {
      hash += bytes.get(LittleEndian.INT, at) * PRIME3;
      hash = Integer.rotateLeft(hash, 17) * PRIME4;
    }
    for (; at < end; at++) {
      hash += (bytes.get(LittleEndian.BYTE, at) & 0xFF) * PRIME5;
      hash = Integer.rotateLeft(hash, 11) * PRIME1;
    }
    hash = (hash ^ (hash >>> 15)) * PRIME2;
    hash = (hash ^ (hash >>> 13)) * PRIME3;
    return hash ^ (hash >>> 16);
  }

  private static int round(final int lane, final int word) {
    return Integer.rotateLeft(lane + word * PRIME2, 13) * PRIME1;
  }
}
