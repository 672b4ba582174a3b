package dev.millrace.codec.compress;

import java.util.Arrays;

/** An encoding table of finite state entropy; see {@link FseTable} for the other direction. */
final class FseEncoder {
  private static final int MIN_LOG = 5;

  private final int[] counts;
  private final short[] shares;
  private final byte[] spread;
  private final int[] nextStates;
  private final int[] bitDelta;
  private final int[] stateDelta;
  private int log;

  /**
   * Makes an encoder without a table.
   *
   * @param symbols size of the alphabet
   * @param maxLog largest table, as a power of two
   */
  FseEncoder(final int symbols, final int maxLog) {
    counts = new int[symbols];
    shares = new short[symbols];
    spread = new byte[1 << maxLog];
    nextStates = new int[1 << maxLog];
    bitDelta = new int[symbols];
    stateDelta = new int[symbols];
  }

  /** Counts symbols. */
  void count(final byte[] symbols, final int length) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < length; i++) {
      counts[symbols[i]]++;
    }
  }

  /** Tells the count of the most frequent symbol. */
  int largestCount() {
    int largest = 0;
    for (final int count : counts) {
      largest = Math.max(largest, count);
    }
    return largest;
  }

  int log() {
    return log;
  }

  /** Makes the table of a given distribution. */
  void define(final short[] distribution, final int tableLog) {
    Arrays.fill(shares, (short) 0);
    System.arraycopy(distribution, 0, shares, 0, distribution.length);
    log = tableLog;
    build();
  }

  /** Makes a table for the symbols counted, of which there are at least two different ones. */
  void define(final int total, final int maxLog) {
    int used = 0;
    for (final int count : counts) {
      used += count > 0 ? 1 : 0;
    }
    final int wanted = 32 - Integer.numberOfLeadingZeros(Math.max(total >> 2, used));
    log = Math.max(MIN_LOG, Math.min(maxLog, wanted));
    share(total);
    build();
  }

  /** Divides the states in proportion to the counts, at least one for each symbol there is. */
  private void share(final int total) {
    final int size = 1 << log;
    int left = size;
    int largest = 0;
    for (int s = 0; s < counts.length; s++) {
      final long part = ((long) counts[s] * size + (total >> 1)) / total;
      shares[s] = (short) (counts[s] == 0 ? 0 : Math.max(1, part));
      left -= shares[s];
      if (shares[s] > shares[largest]) {
        largest = s;
      }
    }
    while (left < 0) {
      for (int s = 0; s < shares.length && left < 0; s++) {
        if (shares[s] > 1) {
          shares[s]--;
          left++;
        }
      }
    }
    shares[largest] += (short) left;
  }

  private void build() {
    final int size = 1 << log;
    int high = size - 1;
    final int[] starts = new int[shares.length + 1];
    for (int s = 0; s < shares.length; s++) {
      starts[s + 1] = starts[s] + Math.abs(shares[s]);
      if (shares[s] == -1) {
        spread[high--] = (byte) s;
      }
    }
    final int step = (size >> 1) + (size >> 3) + 3;
    int at = 0;
    for (int s = 0; s < shares.length; s++) {
      for (int i = 0; i < shares[s]; i++) {
        spread[at] = (byte) s;
        do {
          at = at + step & size - 1;
        } while (at > high);
      }
    }
    final int[] fill = starts.clone();
    for (int state = 0; state < size; state++) {
      nextStates[fill[spread[state]]++] = size + state;
    }
    for (int s = 0; s < shares.length; s++) {
      final int share = Math.abs(shares[s]);
      if (share == 0) {
        continue;
      }
      final int bits = share == 1 ? log : log - (31 - Integer.numberOfLeadingZeros(share - 1));
      bitDelta[s] = (bits << 16) - (share << bits);
      stateDelta[s] = starts[s] - share;
    }
  }

  /** Writes the description of the table; returns where it ends. */
  int writeTable(final byte[] out, final int from) {
    final BitWriter bits = new BitWriter();
    bits.begin(out, from);
    bits.add(log - MIN_LOG, 4);
    int remaining = (1 << log) + 1;
    int threshold = 1 << log;
    int width = log + 1;
    int symbol = 0;
    while (remaining > 1) {
      final int share = shares[symbol++];
      final int most = 2 * threshold - 1 - remaining;
      remaining -= Math.abs(share);
      int value = share + 1;
      if (value >= threshold) {
        value += most;
      }
      bits.add(value, value < most ? width - 1 : width);
      bits.flush();
      while (remaining < threshold && threshold > 1) {
        width--;
        threshold >>= 1;
      }
      if (share == 0) {
        int zeros = 0;
        while (shares[symbol] == 0) {
          symbol++;
          zeros++;
        }
        for (; zeros >= 3; zeros -= 3) {
          bits.add(3, 2);
          bits.flush();
        }
        bits.add(zeros, 2);
        bits.flush();
      }
    }
    return bits.finish();
  }

  /** Tells the state from which a decoder ends with a symbol. */
  int firstState(final int symbol) {
    final int bits = bitDelta[symbol] + (1 << 15) >>> 16;
    return nextStates[((bits << 16) - bitDelta[symbol] >>> bits) + stateDelta[symbol]];
  }

  /** Writes the bits that lead a decoder from the state of a symbol to the given one. */
  int encode(final BitWriter out, final int state, final int symbol) {
    final int bits = state + bitDelta[symbol] >>> 16;
    out.add(state, bits);
    return nextStates[(state >>> bits) + stateDelta[symbol]];
  }
}
