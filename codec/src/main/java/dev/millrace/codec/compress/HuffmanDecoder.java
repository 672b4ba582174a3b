package dev.millrace.codec.compress;

import static dev.millrace.codec.compress.ZstdFormat.MAX_HUFFMAN_BITS;

/**
 * Huffman-coded literals. Streams are read from their last bit down; a bit position counts from the
 * beginning of the array, and reading below the beginning of a stream is found at its end.
 */
final class HuffmanDecoder {
  /** Answer of {@link #readTable} for a malformed description. */
  static final int MALFORMED = -1;

  private static final int MAX_SYMBOLS = 256;
  private static final int DIRECT = 128;
  private static final int SYMBOLS_A_LOAD = 5;
  private static final int MASK = (1 << MAX_HUFFMAN_BITS) - 1;

  private final FseTable weightTable =
      new FseTable(ZstdFormat.MAX_WEIGHT_LOG, identity(MAX_HUFFMAN_BITS + 1), new int[12]);
  private final byte[] weights = new byte[MAX_SYMBOLS];

  /** Indexed by the next 11 bits: symbol 8, code length 8. */
  private final short[] table = new short[1 << MAX_HUFFMAN_BITS];

  private boolean defined;

  private static int[] identity(final int size) {
    final int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    return values;
  }

  boolean isDefined() {
    return defined;
  }

  void forget() {
    defined = false;
  }

  /**
   * Reads the description of a code.
   *
   * @return its bytes, or {@link #MALFORMED}
   */
  int readTable(final byte[] in, final int from, final int end) {
    defined = false;
    if (from >= end) {
      return MALFORMED;
    }
    final int header = in[from] & 0xFF;
    final int count;
    final int size;
    if (header >= DIRECT) {
      count = header - DIRECT + 1;
      size = 1 + (count + 1 >> 1);
      if (size > end - from) {
        return MALFORMED;
      }
      for (int i = 0; i < count; i++) {
        final int pair = in[from + 1 + (i >> 1)];
        weights[i] = (byte) ((i & 1) == 0 ? pair >>> 4 & 0xF : pair & 0xF);
      }
    } else {
      size = 1 + header;
      if (size > end - from) {
        return MALFORMED;
      }
      count = readWeights(in, from + 1, from + size);
    }
    return count > 0 && build(count) ? size : MALFORMED;
  }

  /** Reads weights coded with two alternating states; returns their number, or -1. */
  private int readWeights(final byte[] in, final int from, final int end) {
    final int description = weightTable.read(in, from, end);
    if (description == FseTable.MALFORMED || description >= end - from || in[end - 1] == 0) {
      return MALFORMED;
    }
    final long[] entries = weightTable.entries();
    final int log = weightTable.log();
    final int floor = from + description << 3;
    int bit = lastBit(in, end);
    if (bit - floor < 2 * log) {
      return MALFORMED;
    }
    bit -= log;
    int state = bits(in, bit, log);
    bit -= log;
    int other = bits(in, bit, log);
    int count = 0;
    while (count < MAX_SYMBOLS - 1) {
      final long entry = entries[state];
      weights[count++] = (byte) FseTable.base(entry);
      final int width = FseTable.stateBits(entry);
      if (bit - floor < width) {
        if (count == MAX_SYMBOLS - 1) {
          return MALFORMED;
        }
        weights[count++] = (byte) FseTable.base(entries[other]);
        return count;
      }
      bit -= width;
      state = other;
      other = FseTable.nextState(entry) + bits(in, bit, width);
    }
    return MALFORMED;
  }

  /** Bit position after the last bit of a stream, which its highest set bit marks. */
  static int lastBit(final byte[] in, final int end) {
    return (end << 3) - (Integer.numberOfLeadingZeros(in[end - 1] & 0xFF) - 24) - 1;
  }

  private static int bits(final byte[] in, final int bit, final int count) {
    return (int) ZstdFormat.INT.get(in, bit >>> 3) >>> (bit & 7) & (1 << count) - 1;
  }

  /** Derives the last weight, which is not sent, and fills the table. */
  private boolean build(final int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] > MAX_HUFFMAN_BITS) {
        return false;
      }
      sum += weights[i] == 0 ? 0 : 1 << weights[i] - 1;
    }
    if (sum == 0 || count >= MAX_SYMBOLS) {
      return false;
    }
    final int longest = 32 - Integer.numberOfLeadingZeros(sum);
    final int left = (1 << longest) - sum;
    if (longest > MAX_HUFFMAN_BITS || Integer.bitCount(left) != 1) {
      return false;
    }
    weights[count] = (byte) (Integer.numberOfTrailingZeros(left) + 1);
    // Short codes are widened to 11 bits, so that one table size serves all codes.
    final int widen = MAX_HUFFMAN_BITS - longest;
    int at = 0;
    for (int weight = 1; weight <= longest; weight++) {
      final int span = 1 << weight - 1 + widen;
      for (int symbol = 0; symbol <= count; symbol++) {
        if (weights[symbol] == weight) {
          final short entry = (short) (symbol << 8 | longest + 1 - weight);
          for (int i = 0; i < span; i++) {
            table[at + i] = entry;
          }
          at += span;
        }
      }
    }
    defined = true;
    return at == table.length;
  }

  /** Decodes one stream of exactly {@code count} symbols. */
  boolean decode(
      final byte[] in,
      final int from,
      final int end,
      final byte[] out,
      final int to,
      final int count) {
    if (from >= end || in[end - 1] == 0) {
      return false;
    }
    final int floor = from << 3;
    int bit = lastBit(in, end);
    int at = to;
    final int stop = to + count;
    while (at + SYMBOLS_A_LOAD <= stop && bit >= floor) {
      bit = five(in, bit, out, at);
      at += SYMBOLS_A_LOAD;
    }
    while (at < stop && bit >= floor) {
      bit = one(in, bit, out, at++);
    }
    return bit == floor && at == stop;
  }

  /**
   * Decodes four streams, of which the first three have the same number of symbols, side by side.
   */
  boolean decodeFour(
      final byte[] in, final int[] starts, final byte[] out, final int to, final int count) {
    final int each = count + 3 >> 2;
    if (count < 3 * each) {
      return false;
    }
    for (int s = 0; s < 4; s++) {
      if (starts[s] >= starts[s + 1] || in[starts[s + 1] - 1] == 0) {
        return false;
      }
    }
    int bit0 = lastBit(in, starts[1]);
    int bit1 = lastBit(in, starts[2]);
    int bit2 = lastBit(in, starts[3]);
    int bit3 = lastBit(in, starts[4]);
    final int floor0 = starts[0] << 3;
    final int floor1 = starts[1] << 3;
    final int floor2 = starts[2] << 3;
    final int floor3 = starts[3] << 3;
    final int last = count - 3 * each;
    int at = 0;
    while (at + SYMBOLS_A_LOAD <= last
        && bit0 >= floor0
        && bit1 >= floor1
        && bit2 >= floor2
        && bit3 >= floor3) {
      bit0 = five(in, bit0, out, to + at);
      bit1 = five(in, bit1, out, to + each + at);
      bit2 = five(in, bit2, out, to + 2 * each + at);
      bit3 = five(in, bit3, out, to + 3 * each + at);
      at += SYMBOLS_A_LOAD;
    }
    return finish(in, bit0, floor0, out, to + at, each - at)
        && finish(in, bit1, floor1, out, to + each + at, each - at)
        && finish(in, bit2, floor2, out, to + 2 * each + at, each - at)
        && finish(in, bit3, floor3, out, to + 3 * each + at, last - at);
  }

  private boolean finish(
      final byte[] in,
      final int from,
      final int floor,
      final byte[] out,
      final int to,
      final int count) {
    int bit = from;
    int at = 0;
    while (at < count && bit >= floor) {
      bit = one(in, bit, out, to + at++);
    }
    return bit == floor && at == count;
  }

  /**
   * Decodes five symbols from one load of 64 bits. The load may begin before the stream: the array
   * has bytes there, and bits that do not belong to the stream end up below its floor.
   */
  private int five(final byte[] in, final int bit, final byte[] out, final int at) {
    final int index = (bit >> 3) - 7;
    final long word = (long) ZstdFormat.LONG.get(in, index);
    int shift = bit - (index << 3);
    int entry = table[(int) (word >>> shift - MAX_HUFFMAN_BITS) & MASK];
    out[at] = (byte) (entry >> 8);
    shift -= entry & 0xFF;
    entry = table[(int) (word >>> shift - MAX_HUFFMAN_BITS) & MASK];
    out[at + 1] = (byte) (entry >> 8);
    shift -= entry & 0xFF;
    entry = table[(int) (word >>> shift - MAX_HUFFMAN_BITS) & MASK];
    out[at + 2] = (byte) (entry >> 8);
    shift -= entry & 0xFF;
    entry = table[(int) (word >>> shift - MAX_HUFFMAN_BITS) & MASK];
    out[at + 3] = (byte) (entry >> 8);
    shift -= entry & 0xFF;
    entry = table[(int) (word >>> shift - MAX_HUFFMAN_BITS) & MASK];
    out[at + 4] = (byte) (entry >> 8);
    return (index << 3) + shift - (entry & 0xFF);
  }

  private int one(final byte[] in, final int bit, final byte[] out, final int at) {
    final int index = (bit >> 3) - 7;
    final long word = (long) ZstdFormat.LONG.get(in, index);
    final int shift = bit - (index << 3);
    final int entry = table[(int) (word >>> shift - MAX_HUFFMAN_BITS) & MASK];
    out[at] = (byte) (entry >> 8);
    return bit - (entry & 0xFF);
  }
}
