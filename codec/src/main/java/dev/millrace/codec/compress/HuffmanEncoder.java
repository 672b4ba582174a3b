package dev.millrace.codec.compress;

import static dev.millrace.codec.compress.ZstdFormat.MAX_HUFFMAN_BITS;

import java.util.Arrays;

/** Huffman coding of literals with codes of at most 11 bits. */
final class HuffmanEncoder {
  /** Answer where coding does not pay or is not possible. */
  static final int NOT_WORTH_IT = -1;

  private static final int SYMBOLS = 256;
  private static final int DIRECT = 128;
  private static final int FOUR_STREAMS_FROM = 256;
  private static final int FULL = 1 << MAX_HUFFMAN_BITS;

  private final int[] counts = new int[SYMBOLS];
  private final long[] order = new long[SYMBOLS];
  private final int[] parent = new int[2 * SYMBOLS];
  private final int[] weight = new int[2 * SYMBOLS];
  private final byte[] lengths = new byte[SYMBOLS];
  private final byte[] weights = new byte[SYMBOLS];
  private final short[] codes = new short[SYMBOLS];
  private final FseEncoder fse = new FseEncoder(MAX_HUFFMAN_BITS + 1, ZstdFormat.MAX_WEIGHT_LOG);
  private final BitWriter bits = new BitWriter();

  /**
   * Writes a literals section, header included.
   *
   * @param limit where it must end at the latest to be worth it
   * @return where it ends, or {@link #NOT_WORTH_IT}
   */
  int write(
      final byte[] literals, final int count, final byte[] out, final int from, final int limit) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < count; i++) {
      counts[literals[i] & 0xFF]++;
    }
    if (!makeLengths()) {
      return NOT_WORTH_IT;
    }
    final boolean one = count < FOUR_STREAMS_FROM;
    final int format = one ? 0 : count < 1 << 10 ? 1 : count < 1 << 14 ? 2 : 3;
    final int header = format < 2 ? 3 : format + 2;
    if (from + header + estimate() > limit) {
      return NOT_WORTH_IT;
    }
    int at = writeTable(out, from + header);
    if (at == NOT_WORTH_IT) {
      return NOT_WORTH_IT;
    }
    if (one) {
      at = stream(literals, 0, count, out, at);
    } else {
      final int jumps = at;
      final int each = count + 3 >> 2;
      at += 6;
      for (int s = 0; s < 4; s++) {
        final int begin = at;
        at = stream(literals, s * each, Math.min(count, (s + 1) * each), out, at);
        if (s < 3) {
          ZstdFormat.SHORT.set(out, jumps + 2 * s, (short) (at - begin));
        }
      }
    }
    if (at > limit) {
      return NOT_WORTH_IT;
    }
    final int width = format < 2 ? 10 : format == 2 ? 14 : 18;
    long word = ZstdFormat.COMPRESSED | format << 2;
    word |= (long) count << 4 | (long) (at - from - header) << 4 + width;
    for (int i = 0; i < header; i++) {
      out[from + i] = (byte) (word >>> (i << 3));
    }
    return at;
  }

  private int estimate() {
    long sum = 0;
    for (int s = 0; s < SYMBOLS; s++) {
      sum += (long) counts[s] * lengths[s];
    }
    return (int) (sum >>> 3);
  }

  /** Finds code lengths; false when there are fewer than two symbols. */
  private boolean makeLengths() {
    int used = 0;
    for (int s = 0; s < SYMBOLS; s++) {
      lengths[s] = 0;
      if (counts[s] > 0) {
        order[used++] = (long) counts[s] << 8 | s;
      }
    }
    if (used < 2) {
      return false;
    }
    Arrays.sort(order, 0, used);
    joinLightest(used);
    // Parents come after their children, so depths are known from the root down.
    weight[2 * used - 2] = 0;
    for (int n = 2 * used - 3; n >= 0; n--) {
      weight[n] = weight[parent[n]] + 1;
      if (n < used) {
        lengths[(int) order[n] & 0xFF] = (byte) Math.min(MAX_HUFFMAN_BITS, weight[n]);
      }
    }
    return limit(used);
  }

  /** The two-queue construction: leaves in order of weight, inner nodes arise in that order too. */
  private void joinLightest(final int used) {
    for (int i = 0; i < used; i++) {
      weight[i] = (int) (order[i] >>> 8);
    }
    int leaf = 0;
    int inner = used;
    for (int n = used; n < 2 * used - 1; n++) {
      weight[n] = 0;
      for (int child = 0; child < 2; child++) {
        final int taken =
            leaf < used && (inner >= n || weight[leaf] <= weight[inner]) ? leaf++ : inner++;
        weight[n] += weight[taken];
        parent[taken] = n;
      }
    }
  }

  /**
   * Brings lengths cut to 11 bits back to a complete code: rare symbols give, then take what is
   * over.
   */
  private boolean limit(final int used) {
    int sum = 0;
    for (int i = 0; i < used; i++) {
      sum += FULL >> lengths[(int) order[i] & 0xFF];
    }
    for (int length = MAX_HUFFMAN_BITS - 1; length > 0 && sum > FULL; length--) {
      for (int i = 0; i < used && sum > FULL; i++) {
        final int symbol = (int) order[i] & 0xFF;
        if (lengths[symbol] == length) {
          final int most = MAX_HUFFMAN_BITS - length;
          for (int grow = 0; grow < most && sum > FULL; grow++) {
            lengths[symbol]++;
            sum -= FULL >> lengths[symbol];
          }
        }
      }
    }
    for (int length = 2; length <= MAX_HUFFMAN_BITS && sum < FULL; length++) {
      for (int i = used - 1; i >= 0 && sum < FULL; i--) {
        final int symbol = (int) order[i] & 0xFF;
        if (lengths[symbol] == length && FULL >> length <= FULL - sum) {
          sum += FULL >> length;
          lengths[symbol]--;
        }
      }
    }
    return sum == FULL;
  }

  /** Writes the weights of all symbols but the last, and assigns codes as a decoder will. */
  private int writeTable(final byte[] out, final int from) {
    int longest = 0;
    int last = 0;
    for (int s = 0; s < SYMBOLS; s++) {
      longest = Math.max(longest, lengths[s]);
      last = lengths[s] > 0 ? s : last;
    }
    int start = 0;
    for (int w = 1; w <= longest; w++) {
      for (int s = 0; s <= last; s++) {
        if (lengths[s] > 0 && longest + 1 - lengths[s] == w) {
          codes[s] = (short) (start >>> w - 1);
          start += 1 << w - 1;
        }
      }
    }
    for (int s = 0; s < last; s++) {
      weights[s] = (byte) (lengths[s] == 0 ? 0 : longest + 1 - lengths[s]);
    }
    final int end = writeWeights(last, out, from);
    if (end != NOT_WORTH_IT || last > DIRECT) {
      return end;
    }
    out[from] = (byte) (DIRECT + last - 1);
    for (int s = 0; s < last; s += 2) {
      final int second = s + 1 < last ? weights[s + 1] : 0;
      out[from + 1 + (s >> 1)] = (byte) (weights[s] << 4 | second);
    }
    return from + 1 + (last + 1 >> 1);
  }

  private int writeWeights(final int count, final byte[] out, final int from) {
    fse.count(weights, count);
    if (count < 3 || fse.largestCount() == count || fse.largestCount() == 1) {
      return NOT_WORTH_IT;
    }
    fse.define(count, ZstdFormat.MAX_WEIGHT_LOG);
    bits.begin(out, fse.writeTable(out, from + 1));
    int i = count;
    final int[] states = new int[2];
    for (int last = 0; last < 2; last++) {
      i--;
      states[i & 1] = fse.firstState(weights[i]);
    }
    while (i > 0) {
      i--;
      states[i & 1] = fse.encode(bits, states[i & 1], weights[i]);
      bits.flush();
    }
    bits.add(states[1], fse.log());
    bits.add(states[0], fse.log());
    final int end = bits.finishMarked();
    if (end - from - 1 >= DIRECT || count <= DIRECT && end - from > 1 + (count + 1 >> 1)) {
      return NOT_WORTH_IT;
    }
    out[from] = (byte) (end - from - 1);
    return end;
  }

  /** Writes a stream, the last symbol first, since it is read downwards. */
  private int stream(
      final byte[] literals, final int begin, final int end, final byte[] out, final int from) {
    bits.begin(out, from);
    int i = end;
    while (i - begin >= 4) {
      for (int n = 0; n < 4; n++) {
        final int symbol = literals[--i] & 0xFF;
        bits.add(codes[symbol], lengths[symbol]);
      }
      bits.flush();
    }
    while (i > begin) {
      final int symbol = literals[--i] & 0xFF;
      bits.add(codes[symbol], lengths[symbol]);
    }
    return bits.finishMarked();
  }
}
