package dev.millrace.codec.compress;

import java.util.Arrays;

/**
 * A decoding table of finite state entropy: each state stands for a symbol and says where to go
 * next.
 *
 * <p>An entry packs, from the low bits: next state 16, bits to read for it 8, extra bits of the
 * symbol 8, baseline of the symbol 32.
 */
final class FseTable {
  /** Answer of {@link #read} for a malformed description. */
  static final int MALFORMED = -1;

  private static final int MIN_LOG = 5;

  private final int maxLog;
  private final int[] base;
  private final int[] extraBits;
  private final short[] counts;
  private final int[] next;
  private final byte[] symbols;
  private final long[] entries;
  private int log;
  private boolean defined;

  /**
   * Makes an undefined table.
   *
   * @param maxLog largest table to accept, as a power of two
   * @param base value that each symbol stands for
   * @param extraBits bits to be read and added to it
   */
  FseTable(final int maxLog, final int[] base, final int[] extraBits) {
    this.maxLog = maxLog;
    this.base = base;
    this.extraBits = extraBits;
    this.counts = new short[base.length];
    this.next = new int[base.length];
    this.symbols = new byte[1 << maxLog];
    this.entries = new long[1 << maxLog];
  }

  static int nextState(final long entry) {
    return (int) entry & 0xFFFF;
  }

  static int stateBits(final long entry) {
    return (int) entry >>> 16 & 0xFF;
  }

  static int extraBits(final long entry) {
    return (int) entry >>> 24;
  }

  static int base(final long entry) {
    return (int) (entry >>> 32);
  }

  long[] entries() {
    return entries;
  }

  int log() {
    return log;
  }

  boolean isDefined() {
    return defined;
  }

  void forget() {
    defined = false;
  }

  /** Becomes the table of one symbol that needs no bits; false for a symbol there is not. */
  boolean single(final int symbol) {
    if (symbol >= base.length) {
      return false;
    }
    log = 0;
    entries[0] = entry(symbol, 0, 0);
    defined = true;
    return true;
  }

  /** Becomes the table of a distribution. */
  void define(final short[] distribution, final int tableLog) {
    Arrays.fill(counts, (short) 0);
    System.arraycopy(distribution, 0, counts, 0, distribution.length);
    log = tableLog;
    build();
  }

  /**
   * Becomes the table that a description tells.
   *
   * @return bytes of the description, or {@link #MALFORMED}
   */
  int read(final byte[] in, final int from, final int end) {
    defined = false;
    long bit = (long) from << 3;
    final long endBit = (long) end << 3;
    log = bits(in, bit, 4) + MIN_LOG;
    bit += 4;
    if (log > maxLog || bit > endBit) {
      return MALFORMED;
    }
    int remaining = (1 << log) + 1;
    int threshold = 1 << log;
    int width = log + 1;
    int symbol = 0;
    Arrays.fill(counts, (short) 0);
    while (remaining > 1) {
      if (symbol >= counts.length || bit > endBit) {
        return MALFORMED;
      }
      final int most = 2 * threshold - 1 - remaining;
      int count = bits(in, bit, width);
      if ((count & threshold - 1) < most) {
        count &= threshold - 1;
        bit += width - 1;
      } else {
        if (count >= threshold) {
          count -= most;
        }
        bit += width;
      }
      count--;
      remaining -= Math.abs(count);
      counts[symbol++] = (short) count;
      while (remaining < threshold && threshold > 1) {
        width--;
        threshold >>= 1;
      }
      if (count == 0) {
        int repeat = 3;
        while (repeat == 3) {
          if (bit > endBit) {
            return MALFORMED;
          }
          repeat = bits(in, bit, 2);
          bit += 2;
          symbol += repeat;
        }
      }
    }
    if (remaining != 1 || bit > endBit) {
      return MALFORMED;
    }
    build();
    return (int) ((bit + 7 >>> 3) - from);
  }

  /** Reads bits upwards. The array goes on for at least 8 bytes after what is meaningful. */
  private static int bits(final byte[] in, final long bit, final int count) {
    final int word = (int) ZstdFormat.INT.get(in, (int) (bit >>> 3));
    return word >>> (bit & 7) & (1 << count) - 1;
  }

  private void build() {
    final int size = 1 << log;
    int high = size - 1;
    for (int s = 0; s < counts.length; s++) {
      next[s] = counts[s];
      if (counts[s] == -1) {
        symbols[high--] = (byte) s;
        next[s] = 1;
      }
    }
    final int step = (size >> 1) + (size >> 3) + 3;
    int at = 0;
    for (int s = 0; s < counts.length; s++) {
      for (int i = 0; i < counts[s]; i++) {
        symbols[at] = (byte) s;
        do {
          at = at + step & size - 1;
        } while (at > high);
      }
    }
    for (int state = 0; state < size; state++) {
      final int symbol = symbols[state];
      final int n = next[symbol]++;
      final int width = log - (31 - Integer.numberOfLeadingZeros(n));
      entries[state] = entry(symbol, width, (n << width) - size);
    }
    defined = true;
  }

  private long entry(final int symbol, final int width, final int nextState) {
    return (long) base[symbol] << 32
        | (long) extraBits[symbol] << 24
        | (long) width << 16
        | nextState;
  }
}
