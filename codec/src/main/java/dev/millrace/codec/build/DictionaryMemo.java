package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the slot of a dictionary that already has a value: an open-addressing table of slot numbers
 * over the values where they lie. Hashes are seeded, values may come from a peer.
 */
final class DictionaryMemo {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int NONE = -1;

  private final ColumnBuilder keys;
  private final long seed = ThreadLocalRandom.current().nextLong() | 1;
  private int[] table = new int[64];
  private long[] hashes = new long[32];

  /** Slots known to the table: 0 to this. */
  private int known;

  private int used;

  DictionaryMemo(final ColumnBuilder keys) {
    this.keys = keys;
    Arrays.fill(table, NONE);
  }

  void clear() {
    known = 0;
    used = 0;
    Arrays.fill(table, NONE);
  }

  /**
   * Makes the table know all slots up to a length, for values that did not come through {@link
   * #intern}.
   */
  void catchUp(final long length) {
    while (known < length) {
      final int slot = known;
      if (keys.isNullSlot(slot) || intern(slot) != slot) {
        known = slot + 1; // a null, or a repeated value: look-ups keep finding the first
      }
    }
  }

  /**
   * Looks up the value of the last slot. All slots before it are known.
   *
   * @return the slot that has an equal value, or the slot itself, which is then known
   */
  int intern(final int slot) {
    final MemorySegment segment = keys.keySegment(slot);
    final long offset = keys.keyOffset(slot);
    final long length = keys.keyLength(slot);
    final long hash = hash(segment, offset, length);
    final int mask = table.length - 1;
    int at = (int) (hash >>> 32) & mask;
    for (int other = table[at]; other != NONE; other = table[at]) {
      if (hashes[other] == hash
          && keys.keyLength(other) == length
          && equal(segment, offset, other, length)) {
        return other;
      }
      at = at + 1 & mask;
    }
    add(slot, hash, at);
    return slot;
  }

  private boolean equal(
      final MemorySegment segment, final long offset, final int other, final long length) {
    final long from = keys.keyOffset(other);
    return MemorySegment.mismatch(
            segment, offset, offset + length, keys.keySegment(other), from, from + length)
        < 0;
  }

  private void add(final int slot, final long hash, final int at) {
    if (slot >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(slot + 1, hashes.length * 2));
    }
    hashes[slot] = hash;
    table[at] = slot;
    known = slot + 1;
    if (++used > table.length >> 1) {
      rehash();
    }
  }

  private void rehash() {
    final int[] old = table;
    table = new int[old.length * 2];
    Arrays.fill(table, NONE);
    final int mask = table.length - 1;
    for (final int slot : old) {
      if (slot != NONE) {
        int at = (int) (hashes[slot] >>> 32) & mask;
        while (table[at] != NONE) {
          at = at + 1 & mask;
        }
        table[at] = slot;
      }
    }
  }

  private long hash(final MemorySegment segment, final long offset, final long length) {
    long state = seed ^ length * MULTIPLIER;
    long i = 0;
    for (; i + 8 <= length; i += 8) {
      state = mix(state, OffHeap.cast(segment).get(LONG, offset + i));
    }
    if (i < length) {
      long last = 0;
      for (; i < length; i++) {
        last = last << 8 | OffHeap.cast(segment).get(BYTE, offset + i) & 0xff;
      }
      state = mix(state, last);
    }
    return mix(state, seed);
  }

  /** Folds the 128-bit product: every bit of either side reaches every bit of the result. */
  private long mix(final long a, final long b) {
    final long x = a ^ MULTIPLIER;
    final long y = b ^ seed;
    return x * y ^ Math.unsignedMultiplyHigh(x, y);
  }
}
