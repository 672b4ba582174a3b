package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import java.lang.foreign.MemorySegment;

/**
 * The sequences of a block: so many literals, then a match of so many bytes at such a distance.
 * Decoded from the last bit of the section down and carried out at once.
 */
final class SequenceDecoder {
  /** Answer of {@link #decode} for malformed sequences. */
  static final long MALFORMED = -1;

  private final FseTable literalLengths =
      new FseTable(
          ZstdFormat.MAX_LITERAL_LENGTH_LOG,
          ZstdFormat.LITERAL_LENGTH_BASE,
          ZstdFormat.LITERAL_LENGTH_BITS);
  private final FseTable offsets =
      new FseTable(ZstdFormat.MAX_OFFSET_LOG, ZstdFormat.OFFSET_BASE, ZstdFormat.OFFSET_BITS);
  private final FseTable matchLengths =
      new FseTable(
          ZstdFormat.MAX_MATCH_LENGTH_LOG,
          ZstdFormat.MATCH_LENGTH_BASE,
          ZstdFormat.MATCH_LENGTH_BITS);
  private int recent1;
  private int recent2;
  private int recent3;

  /** Begins a frame. */
  void reset() {
    recent1 = 1;
    recent2 = 4;
    recent3 = 8;
    literalLengths.forget();
    offsets.forget();
    matchLengths.forget();
  }

  /**
   * Decodes a sequences section and carries it out.
   *
   * @param in array that holds the section; it has 8 bytes before and after
   * @param from where the section begins
   * @param end where it ends
   * @param literals array that holds the literals; it goes on for 8 bytes after them
   * @param literalsFrom where they begin
   * @param literalsEnd where they end
   * @param out where to write
   * @param frameStart how far back matches may reach
   * @param to where the block begins
   * @param limit where it must end at the latest
   * @return where it ends, or {@link #MALFORMED}
   */
  long decode(
      final byte[] in,
      final int from,
      final int end,
      final byte[] literals,
      final int literalsFrom,
      final int literalsEnd,
      final MemorySegment out,
      final long frameStart,
      final long to,
      final long limit) {
    if (from >= end) {
      return MALFORMED;
    }
    int at = from;
    int count = in[at++] & 0xFF;
    if (count >= 128) {
      if (end - at < (count == 255 ? 2 : 1)) {
        return MALFORMED;
      }
      if (count == 255) {
        count = ((short) ZstdFormat.SHORT.get(in, at) & 0xFFFF) + 0x7F00;
        at += 2;
      } else {
        count = (count - 128 << 8) + (in[at++] & 0xFF);
      }
    }
    if (count == 0) {
      return at == end
          ? copyLiterals(literals, literalsFrom, literalsEnd - literalsFrom, out, to, limit)
          : MALFORMED;
    }
    if (at >= end) {
      return MALFORMED;
    }
    final int modes = in[at++] & 0xFF;
    if ((modes & 3) != 0) {
      return MALFORMED;
    }
    at =
        table(
            literalLengths,
            modes >>> 6,
            ZstdFormat.LITERAL_LENGTH_DEFAULT,
            ZstdFormat.LITERAL_LENGTH_DEFAULT_LOG,
            in,
            at,
            end);
    at =
        table(
            offsets,
            modes >>> 4 & 3,
            ZstdFormat.OFFSET_DEFAULT,
            ZstdFormat.OFFSET_DEFAULT_LOG,
            in,
            at,
            end);
    at =
        table(
            matchLengths,
            modes >>> 2 & 3,
            ZstdFormat.MATCH_LENGTH_DEFAULT,
            ZstdFormat.MATCH_LENGTH_DEFAULT_LOG,
            in,
            at,
            end);
    if (at < 0 || at >= end || in[end - 1] == 0) {
      return MALFORMED;
    }
    return execute(
        in, at, end, count, literals, literalsFrom, literalsEnd, out, frameStart, to, limit);
  }

  /**
   * Makes a table ready; returns where the next begins, negative when this or one before is
   * malformed.
   */
  private static int table(
      final FseTable table,
      final int mode,
      final short[] distribution,
      final int log,
      final byte[] in,
      final int at,
      final int end) {
    if (at < 0) {
      return at;
    }
    return switch (mode) {
      case ZstdFormat.PREDEFINED -> {
        table.define(distribution, log);
        yield at;
      }
      case ZstdFormat.RLE -> at < end && table.single(in[at] & 0xFF) ? at + 1 : -1;
      case ZstdFormat.REPEAT -> table.isDefined() ? at : -1;
      default -> {
        final int size = table.read(in, at, end);
        yield size == FseTable.MALFORMED ? -1 : at + size;
      }
    };
  }

  private long execute(
      final byte[] in,
      final int from,
      final int end,
      final int count,
      final byte[] literals,
      final int literalsFrom,
      final int literalsEnd,
      final MemorySegment out,
      final long frameStart,
      final long to,
      final long limit) {
    final long[] llEntries = literalLengths.entries();
    final long[] ofEntries = offsets.entries();
    final long[] mlEntries = matchLengths.entries();
    final int floor = from << 3;
    int bit = HuffmanDecoder.lastBit(in, end);
    bit -= literalLengths.log();
    int llState = bits(in, bit, literalLengths.log());
    bit -= offsets.log();
    int ofState = bits(in, bit, offsets.log());
    bit -= matchLengths.log();
    int mlState = bits(in, bit, matchLengths.log());
    long at = to;
    int literal = literalsFrom;
    for (int n = count; n > 0; n--) {
      if (bit < floor) {
        return MALFORMED;
      }
      final long ll = llEntries[llState];
      final long of = ofEntries[ofState];
      final long ml = mlEntries[mlState];
      // At most 31 + 16 bits from this load, 16 + 9 + 9 + 8 from the next: each has 56 to give.
      int index = (bit >> 3) - 7;
      long word = (long) ZstdFormat.LONG.get(in, index);
      int shift = bit - (index << 3) - FseTable.extraBits(of);
      final int offsetValue = FseTable.base(of) + low(word >>> shift, FseTable.extraBits(of));
      shift -= FseTable.extraBits(ml);
      final int match = FseTable.base(ml) + low(word >>> shift, FseTable.extraBits(ml));
      bit = (index << 3) + shift;
      if (bit < floor) {
        return MALFORMED;
      }
      index = (bit >> 3) - 7;
      word = (long) ZstdFormat.LONG.get(in, index);
      shift = bit - (index << 3) - FseTable.extraBits(ll);
      final int length = FseTable.base(ll) + low(word >>> shift, FseTable.extraBits(ll));
      if (n > 1) {
        shift -= FseTable.stateBits(ll);
        llState = FseTable.nextState(ll) + low(word >>> shift, FseTable.stateBits(ll));
        shift -= FseTable.stateBits(ml);
        mlState = FseTable.nextState(ml) + low(word >>> shift, FseTable.stateBits(ml));
        shift -= FseTable.stateBits(of);
        ofState = FseTable.nextState(of) + low(word >>> shift, FseTable.stateBits(of));
      }
      bit = (index << 3) + shift;
      final int distance = distance(offsetValue, length);
      if (length > literalsEnd - literal || (long) length + match > limit - at) {
        return MALFORMED;
      }
      at = copyLiterals(literals, literal, length, out, at, limit);
      literal += length;
      if (distance <= 0 || distance > at - frameStart) {
        return MALFORMED;
      }
      Copies.match(out, at, distance, match, limit);
      at += match;
    }
    if (bit != floor) {
      return MALFORMED;
    }
    return copyLiterals(literals, literal, literalsEnd - literal, out, at, limit);
  }

  private static int bits(final byte[] in, final int bit, final int count) {
    return (int) ZstdFormat.INT.get(in, bit >> 3) >>> (bit & 7) & (1 << count) - 1;
  }

  private static int low(final long word, final int count) {
    return (int) word & (int) ((1L << count) - 1);
  }

  /** Tells the distance of an offset value; 1 to 3 name recent distances. */
  private int distance(final int value, final int literalLength) {
    if (Integer.compareUnsigned(value, 3) > 0) {
      recent3 = recent2;
      recent2 = recent1;
      recent1 = value - 3;
      return recent1;
    }
    final int which = literalLength == 0 ? value + 1 : value;
    final int distance =
        switch (which) {
          case 1 -> recent1;
          case 2 -> recent2;
          case 3 -> recent3;
          default -> recent1 - 1;
        };
    if (which > 2) {
      recent3 = recent2;
    }
    if (which > 1) {
      recent2 = recent1;
    }
    recent1 = distance;
    return distance;
  }

  /**
   * Copies literals; returns where they end, or {@link #MALFORMED} when there is no room for them.
   */
  private static long copyLiterals(
      final byte[] literals,
      final int from,
      final int count,
      final MemorySegment out,
      final long to,
      final long limit) {
    if (count > limit - to) {
      return MALFORMED;
    }
    if (count > 64 || limit - to < count + 8) {
      MemorySegment.copy(literals, from, out, LittleEndian.BYTE, to, count);
    } else {
      for (int i = 0; i < count; i += 8) {
        out.set(LittleEndian.LONG, to + i, (long) ZstdFormat.LONG.get(literals, from + i));
      }
    }
    return to + count;
  }
}
