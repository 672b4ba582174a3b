package dev.millrace.codec.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of the ZSTD format (RFC 8878).
 *
 * <pre>
 *  frame: magic 28 B5 2F FD | descriptor | [window 1] | [dictionary 0-4] | [content size 0-8] | block... | [checksum 4]
 *  descriptor: content size flag 2, single segment 1, unused 1, reserved 1, checksum 1, dictionary flag 2
 *  block: 3 bytes little-endian: last 1, type 2 (raw, RLE, compressed), size 21 | content
 *  compressed block: literals section | sequences section
 * </pre>
 */
final class ZstdFormat {
  static final int MAGIC = 0xFD2FB528;
  static final int SKIPPABLE_MAGIC = 0x184D2A50;
  static final int MAX_BLOCK = 1 << 17;
  static final int BLOCK_HEADER = 3;

  static final int RAW = 0;
  static final int RLE = 1;
  static final int COMPRESSED = 2;

  /** Block type that is refused; as a literals type: the Huffman table of the block before. */
  static final int TREELESS = 3;

  /** Sequence table modes. */
  static final int PREDEFINED = 0;

  static final int REPEAT = 3;

  static final int MAX_HUFFMAN_BITS = 11;
  static final int MAX_WEIGHT_LOG = 6;
  static final int MAX_LITERAL_LENGTH_LOG = 9;
  static final int MAX_OFFSET_LOG = 8;
  static final int MAX_MATCH_LENGTH_LOG = 9;
  static final int MAX_OFFSET_CODE = 31;
  static final int MIN_MATCH = 3;

  static final int[] LITERAL_LENGTH_BASE = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64,
    128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536
  };
  static final int[] LITERAL_LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11,
    12, 13, 14, 15, 16
  };
  static final int[] MATCH_LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
    29, 30, 31, 32, 33, 34, 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051,
    4099, 8195, 16387, 32771, 65539
  };
  static final int[] MATCH_LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
  };
  static final int[] OFFSET_BASE = new int[MAX_OFFSET_CODE + 1];
  static final int[] OFFSET_BITS = new int[MAX_OFFSET_CODE + 1];

  static final short[] LITERAL_LENGTH_DEFAULT = {
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
    -1, -1, -1, -1
  };
  static final short[] MATCH_LENGTH_DEFAULT = {
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
  };
  static final short[] OFFSET_DEFAULT = {
    1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1
  };
  static final int LITERAL_LENGTH_DEFAULT_LOG = 6;
  static final int MATCH_LENGTH_DEFAULT_LOG = 6;
  static final int OFFSET_DEFAULT_LOG = 5;

  /** Little-endian access to the heap arrays that blocks are worked on in. */
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  static {
    for (int code = 0; code <= MAX_OFFSET_CODE; code++) {
      OFFSET_BASE[code] = 1 << code;
      OFFSET_BITS[code] = code;
    }
  }

  private ZstdFormat() {}
}
