package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Decodes ZSTD frames, without dictionaries. Each block is copied to a heap array with slack on
 * both sides, so that bits are read in words without a check for the ends; the content is written
 * to its place at once and matches are copied from there.
 */
final class ZstdDecoder {
  private static final int SLACK = 16;
  private static final long MALFORMED = -1;

  private final HuffmanDecoder huffman = new HuffmanDecoder();
  private final SequenceDecoder sequences = new SequenceDecoder();
  private final byte[] block = new byte[SLACK + ZstdFormat.MAX_BLOCK + SLACK];
  private final byte[] literalBytes = new byte[ZstdFormat.MAX_BLOCK + SLACK];
  private final int[] streams = new int[5];

  private MemorySegment in;
  private long at;
  private long end;
  private long origin;
  private byte[] literals;
  private int literalsFrom;
  private int literalsEnd;

  /** Decodes frames up to the end of the source; see {@link BodyCodec#decompress}. */
  void decode(
      final MemorySegment source,
      final long offset,
      final long length,
      final MemorySegment target,
      final long targetOffset,
      final long expected,
      final long position) {
    in = OffHeap.cast(source);
    at = offset;
    end = offset + length;
    origin = position - offset;
    final MemorySegment out = OffHeap.cast(target);
    final long limit = targetOffset + expected;
    long to = targetOffset;
    while (at < end) {
      to = frame(out, to, limit);
    }
    if (to != limit) {
      throw malformed((to - targetOffset) + " bytes of content instead of " + expected);
    }
  }

  private MalformedException malformed(final String detail) {
    return new MalformedException("COMP-4", origin + at, detail);
  }

  /** Reads a little-endian number of up to 8 bytes. */
  private long take(final int bytes) {
    if (bytes > end - at) {
      throw malformed("frame cut short");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in.get(LittleEndian.BYTE, at + i) & 0xFFL) << (i << 3);
    }
    at += bytes;
    return value;
  }

  private void skip(final long bytes) {
    if (bytes > end - at) {
      throw malformed("frame cut short");
    }
    at += bytes;
  }

  private long frame(final MemorySegment out, final long start, final long limit) {
    final int magic = (int) take(4);
    if ((magic & ~0xF) == ZstdFormat.SKIPPABLE_MAGIC) {
      skip(take(4));
      return start;
    }
    if (magic != ZstdFormat.MAGIC) {
      throw malformed("no ZSTD frame");
    }
    final int descriptor = (int) take(1);
    final boolean single = (descriptor & 0x20) != 0;
    if ((descriptor & 0x08) != 0) {
      throw malformed("frame descriptor " + descriptor);
    }
    long window = Long.MAX_VALUE;
    if (!single) {
      final int code = (int) take(1);
      final long base = 1L << 10 + (code >>> 3);
      window = base + (base >>> 3) * (code & 7);
    }
    if (take((1 << (descriptor & 3)) >> 1) != 0) {
      throw malformed("frame with a dictionary");
    }
    final long size = contentSize(descriptor >>> 6, single);
    huffman.forget();
    sequences.reset();
    final long maxBlock = Math.min(ZstdFormat.MAX_BLOCK, single ? size : window);
    long to = start;
    boolean last = false;
    while (!last) {
      final int header = (int) take(ZstdFormat.BLOCK_HEADER);
      last = (header & 1) != 0;
      to = block(header >>> 1 & 3, header >>> 3, maxBlock, out, start, to, limit);
    }
    if (size >= 0 && to - start != size) {
      throw malformed((to - start) + " bytes of content in a frame of " + size);
    }
    if ((descriptor & 0x04) != 0 && (int) take(4) != (int) XxHash64.hash(out, start, to - start)) {
      throw malformed("checksum of the content");
    }
    return to;
  }

  private long contentSize(final int flag, final boolean single) {
    return switch (flag) {
      case 0 -> single ? take(1) : -1;
      case 1 -> take(2) + 256;
      case 2 -> take(4);
      default -> {
        final long size = take(8);
        if (size < 0) {
          throw malformed("content size " + Long.toUnsignedString(size));
        }
        yield size;
      }
    };
  }

  private long block(
      final int type,
      final int size,
      final long maxBlock,
      final MemorySegment out,
      final long frameStart,
      final long to,
      final long limit) {
    final long room = Math.min(limit - to, maxBlock);
    switch (type) {
      case ZstdFormat.RAW -> {
        if (size > room || size > end - at) {
          throw malformed("raw block of " + size + " bytes");
        }
        MemorySegment.copy(in, at, out, to, size);
        at += size;
        return to + size;
      }
      case ZstdFormat.RLE -> {
        if (size > room) {
          throw malformed("block of " + size + " equal bytes");
        }
        out.asSlice(to, size).fill((byte) take(1));
        return to + size;
      }
      case ZstdFormat.COMPRESSED -> {
        if (size > end - at || size > maxBlock) {
          throw malformed("compressed block of " + size + " bytes");
        }
        MemorySegment.copy(in, LittleEndian.BYTE, at, block, SLACK, size);
        final long result = compressed(size, out, frameStart, to, to + room);
        if (result == MALFORMED) {
          throw malformed("malformed block");
        }
        at += size;
        return result;
      }
      default -> throw malformed("block type " + type);
    }
  }

  private long compressed(
      final int size,
      final MemorySegment out,
      final long frameStart,
      final long to,
      final long limit) {
    final int stop = SLACK + size;
    final int next = literals(SLACK, stop);
    if (next < 0) {
      return MALFORMED;
    }
    return sequences.decode(
        block, next, stop, literals, literalsFrom, literalsEnd, out, frameStart, to, limit);
  }

  /** Decodes the literals section; returns where the sequences begin, or -1. */
  private int literals(final int from, final int stop) {
    if (from >= stop) {
      return -1;
    }
    final int type = block[from] & 3;
    final int format = block[from] >>> 2 & 3;
    final long word = (long) ZstdFormat.LONG.get(block, from);
    if (type == ZstdFormat.RAW || type == ZstdFormat.RLE) {
      final int header = (format & 1) == 0 ? 1 : format == 1 ? 2 : 3;
      final int count =
          switch (header) {
            case 1 -> (int) (word >>> 3) & 0x1F;
            case 2 -> (int) (word >>> 4) & 0xFFF;
            default -> (int) (word >>> 4) & 0xFFFFF;
          };
      return plainLiterals(type, from + header, count, stop);
    }
    final int header = format < 2 ? 3 : format + 2;
    final int width = format < 2 ? 10 : format == 2 ? 14 : 18;
    final int count = (int) (word >>> 4) & (1 << width) - 1;
    final int size = (int) (word >>> 4 + width) & (1 << width) - 1;
    if (size > stop - from - header || count > ZstdFormat.MAX_BLOCK) {
      return -1;
    }
    final int begin = from + header;
    final int after = begin + size;
    return huffmanLiterals(type, format == 0, begin, after, count) ? after : -1;
  }

  private int plainLiterals(final int type, final int begin, final int count, final int stop) {
    if (count > ZstdFormat.MAX_BLOCK || (type == ZstdFormat.RAW ? count : 1) > stop - begin) {
      return -1;
    }
    if (type == ZstdFormat.RAW) {
      literals = block;
      literalsFrom = begin;
      literalsEnd = begin + count;
      return begin + count;
    }
    Arrays.fill(literalBytes, 0, count, block[begin]);
    decodedLiterals(count);
    return begin + 1;
  }

  private void decodedLiterals(final int count) {
    literals = literalBytes;
    literalsFrom = 0;
    literalsEnd = count;
  }

  private boolean huffmanLiterals(
      final int type, final boolean oneStream, final int begin, final int after, final int count) {
    int from = begin;
    if (type == ZstdFormat.TREELESS) {
      if (!huffman.isDefined()) {
        return false;
      }
    } else {
      final int table = huffman.readTable(block, begin, after);
      if (table == HuffmanDecoder.MALFORMED) {
        return false;
      }
      from += table;
    }
    decodedLiterals(count);
    if (oneStream) {
      return huffman.decode(block, from, after, literalBytes, 0, count);
    }
    if (after - from < 6) {
      return false;
    }
    streams[0] = from + 6;
    for (int s = 0; s < 3; s++) {
      final int size = (short) ZstdFormat.SHORT.get(block, from + 2 * s) & 0xFFFF;
      streams[s + 1] = streams[s] + size;
    }
    streams[4] = after;
    return streams[3] < after && huffman.decodeFour(block, streams, literalBytes, 0, count);
  }
}
