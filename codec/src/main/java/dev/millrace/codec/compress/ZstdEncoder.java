package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Encodes ZSTD frames: one pass with a hash table of the last place of each five bytes,
 * Huffman-coded literals, entropy-coded sequences. A block that does not shrink is stored.
 */
final class ZstdEncoder {
  private static final int MAX_HEADER = 13;
  private static final int SINGLE_SEGMENT = 0x20;
  private static final int SLACK = 64;
  private static final int MIN_LITERALS = 32;
  private static final int SKIP_SHIFT = 7;
  private static final int LAST_MATCH_START = 12;
  private static final long HASH_PRIME = 0xCF1BBCDCBB000000L;

  /**
   * Positions in the table are relative to a multiple of this; farther matches are not looked for.
   */
  private static final long REBASE = 1L << 27;

  private static final int MAX_DISTANCE = 1 << 26;

  private final int hashBits;
  private final int[] table;
  private final byte[] literals = new byte[ZstdFormat.MAX_BLOCK + SLACK];

  /** Room for a block however badly it codes: 11 bits a literal, 11 bytes a sequence. */
  private final byte[] block = new byte[4 * ZstdFormat.MAX_BLOCK];

  private final SequenceEncoder sequences = new SequenceEncoder();
  private final HuffmanEncoder huffman = new HuffmanEncoder();
  private int literalCount;
  private int recent;

  ZstdEncoder(final int level) {
    hashBits = 13 + (level == 0 ? 3 : Math.min(level, 6));
    table = new int[1 << hashBits];
  }

  /** Encodes to one frame; see {@link BodyCodec#compress}. */
  long encode(
      final MemorySegment source,
      final long offset,
      final long length,
      final MemorySegment target,
      final long targetOffset,
      final long capacity) {
    if (capacity < MAX_HEADER) {
      return -1;
    }
    final MemorySegment in = OffHeap.cast(source);
    final MemorySegment out = OffHeap.cast(target);
    final long end = targetOffset + capacity;
    long at = header(out, targetOffset, length);
    recent = 1;
    long base = offset;
    Arrays.fill(table, -1);
    long done = 0;
    do {
      final int size = (int) Math.min(ZstdFormat.MAX_BLOCK, length - done);
      if (offset + done + size - base > REBASE) {
        base = offset + done;
        Arrays.fill(table, -1);
      }
      final boolean last = done + size == length;
      at = block(in, base, offset + done, size, out, at, end, last);
      done += size;
    } while (at >= 0 && done < length);
    return at < 0 ? -1 : at - targetOffset;
  }

  private static long header(final MemorySegment out, final long from, final long length) {
    out.set(LittleEndian.INT, from, ZstdFormat.MAGIC);
    final int flag = length < 256 ? 0 : length < 65536 + 256 ? 1 : length < 1L << 32 ? 2 : 3;
    out.set(LittleEndian.BYTE, from + 4, (byte) (flag << 6 | SINGLE_SEGMENT));
    final long value = flag == 1 ? length - 256 : length;
    final int bytes = 1 << flag;
    for (int i = 0; i < bytes; i++) {
      out.set(LittleEndian.BYTE, from + 5 + i, (byte) (value >>> (i << 3)));
    }
    return from + 5 + bytes;
  }

  /** Writes a block; returns where it ends, or -1 if it does not fit. */
  private long block(
      final MemorySegment in,
      final long base,
      final long from,
      final int size,
      final MemorySegment out,
      final long to,
      final long end,
      final boolean last) {
    final int recentBefore = recent;
    int encoded = 0;
    if (size > 0) {
      find(in, base, from, size);
      encoded = write(size);
    }
    final long body = to + ZstdFormat.BLOCK_HEADER;
    final boolean raw = encoded == 0;
    final int stored = raw ? size : encoded;
    if (stored > end - body) {
      return -1;
    }
    final int word = stored << 3 | (raw ? ZstdFormat.RAW : ZstdFormat.COMPRESSED) << 1;
    for (int i = 0; i < ZstdFormat.BLOCK_HEADER; i++) {
      out.set(LittleEndian.BYTE, to + i, (byte) ((word | (last ? 1 : 0)) >>> (i << 3)));
    }
    if (raw) {
      recent = recentBefore;
      MemorySegment.copy(in, from, out, body, size);
    } else {
      MemorySegment.copy(block, 0, out, LittleEndian.BYTE, body, encoded);
    }
    return body + stored;
  }

  /** Splits a block into sequences and literals. */
  private void find(final MemorySegment in, final long base, final long from, final int size) {
    sequences.clear();
    literalCount = 0;
    final long end = from + size;
    final long lastStart = end - LAST_MATCH_START;
    long anchor = from;
    long at = from;
    int misses = 1 << SKIP_SHIFT;
    while (at <= lastStart) {
      final long word = in.get(LittleEndian.LONG, at);
      final int slot = slot(word);
      final int place = table[slot];
      table[slot] = (int) (at - base);
      long match = place < 0 ? -1 : base + place;
      final long again = at + 1 - recent;
      if (again >= base && in.get(LittleEndian.INT, again) == (int) (word >>> 8)) {
        final int length = matchLength(in, at + 1, again, end);
        emit(in, anchor, at + 1, length, 1);
        at += 1 + length;
        anchor = at;
        misses = 1 << SKIP_SHIFT;
        continue;
      }
      if (match < 0 || at - match > MAX_DISTANCE || in.get(LittleEndian.INT, match) != (int) word) {
        at += misses++ >>> SKIP_SHIFT;
        continue;
      }
      misses = 1 << SKIP_SHIFT;
      while (at > anchor
          && match > base
          && in.get(LittleEndian.BYTE, at - 1) == in.get(LittleEndian.BYTE, match - 1)) {
        at--;
        match--;
      }
      final int length = matchLength(in, at, match, end);
      recent = (int) (at - match);
      emit(in, anchor, at, length, recent + 3);
      if (at + 2 <= lastStart) {
        table[slot(in.get(LittleEndian.LONG, at + 2))] = (int) (at + 2 - base);
      }
      at += length;
      anchor = at;
      if (at <= lastStart) {
        table[slot(in.get(LittleEndian.LONG, at - 2))] = (int) (at - 2 - base);
      }
    }
    literals(in, anchor, (int) (end - anchor));
  }

  private int slot(final long word) {
    return (int) ((word << 24) * HASH_PRIME >>> Long.SIZE - hashBits);
  }

  private void emit(
      final MemorySegment in,
      final long anchor,
      final long at,
      final int length,
      final int offset) {
    final int count = (int) (at - anchor);
    literals(in, anchor, count);
    sequences.add(count, length, offset);
  }

  private void literals(final MemorySegment in, final long from, final int count) {
    MemorySegment.copy(in, LittleEndian.BYTE, from, literals, literalCount, count);
    literalCount += count;
  }

  private static int matchLength(
      final MemorySegment in, final long at, final long match, final long end) {
    long length = 4;
    while (at + length + 8 <= end) {
      final long difference =
          in.get(LittleEndian.LONG, at + length) ^ in.get(LittleEndian.LONG, match + length);
      if (difference != 0) {
        return (int) length + (Long.numberOfTrailingZeros(difference) >>> 3);
      }
      length += 8;
    }
    while (at + length < end
        && in.get(LittleEndian.BYTE, at + length) == in.get(LittleEndian.BYTE, match + length)) {
      length++;
    }
    return (int) length;
  }

  /** Writes the block to its scratch array; returns its length, or 0 when it is better stored. */
  private int write(final int size) {
    if (sequences.count() == 0 && literalCount < MIN_LITERALS) {
      return 0;
    }
    int at = HuffmanEncoder.NOT_WORTH_IT;
    if (literalCount >= MIN_LITERALS) {
      at = huffman.write(literals, literalCount, block, 0, literalCount);
    }
    if (at == HuffmanEncoder.NOT_WORTH_IT) {
      at = plainLiterals();
    }
    if (at >= size) {
      return 0;
    }
    at = sequences.write(block, at);
    return at < size ? at : 0;
  }

  private int plainLiterals() {
    final int header = literalCount < 32 ? 1 : literalCount < 4096 ? 2 : 3;
    boolean same = literalCount > 0;
    for (int i = 1; i < literalCount && same; i++) {
      same = literals[i] == literals[0];
    }
    final int type = same ? ZstdFormat.RLE : ZstdFormat.RAW;
    final int word =
        header == 1
            ? type | literalCount << 3
            : type | (header == 2 ? 1 : 3) << 2 | literalCount << 4;
    for (int i = 0; i < header; i++) {
      block[i] = (byte) (word >>> (i << 3));
    }
    if (same) {
      block[header] = literals[0];
      return header + 1;
    }
    System.arraycopy(literals, 0, block, header, literalCount);
    return header + literalCount;
  }
}
