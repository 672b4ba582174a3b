package dev.millrace.codec.compress;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.message.RecordBatchFlyweight;
import java.lang.foreign.MemorySegment;

/**
 * LZ4 frames. Reads blocks that depend on those before (as Arrow C++ writes them), checksums and
 * sequences of frames; writes independent blocks of up to 4 MiB without checksums.
 *
 * <pre>
 *  magic 04 22 4D 18 | FLG | BD | [content size 8] | HC | block... | 00 00 00 00 | [content checksum 4]
 *  FLG: version 01, B independent blocks, C block checksums, S content size, K content checksum, 0, D dictionary
 *  block: length 4, high bit = stored | bytes | [checksum 4]
 * </pre>
 */
public final class Lz4FrameCodec implements BodyCodec {
  private static final int MAGIC = 0x184D2204;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int VERSION = 0x40;
  private static final int VERSION_MASK = 0xC0;
  private static final int INDEPENDENT = 0x20;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final int DICTIONARY = 0x01;
  private static final int RESERVED = 0x02;
  private static final int STORED = 0x8000_0000;
  private static final int SMALLEST_BLOCK_CODE = 4;
  private static final int LARGEST_BLOCK_CODE = 7;
  private static final int HEADER = 7;

  private final Lz4Block block = new Lz4Block();

  Lz4FrameCodec() {}

  @Override
  public int id() {
    return RecordBatchFlyweight.LZ4_FRAME;
  }

  private static long blockSize(final int code) {
    return 1L << (8 + 2 * code);
  }

  private static int blockCode(final long length) {
    int code = SMALLEST_BLOCK_CODE;
    while (code < LARGEST_BLOCK_CODE && blockSize(code) < length) {
      code++;
    }
    return code;
  }

  @Override
  public long maxCompressedLength(final long length) {
    final long size = blockSize(blockCode(length));
    return HEADER + length + (length / size + 1) * Integer.BYTES + Integer.BYTES;
  }

  @Override
  public long compress(
      final MemorySegment source,
      final long offset,
      final long length,
      final MemorySegment target,
      final long targetOffset,
      final long capacity) {
    final MemorySegment to = OffHeap.cast(target);
    final int code = blockCode(length);
    final long end = targetOffset + capacity;
    if (capacity < HEADER + Integer.BYTES) {
      return -1;
    }
    to.set(LittleEndian.INT, targetOffset, MAGIC);
    to.set(LittleEndian.BYTE, targetOffset + 4, (byte) (VERSION | INDEPENDENT));
    to.set(LittleEndian.BYTE, targetOffset + 5, (byte) (code << 4));
    to.set(
        LittleEndian.BYTE, targetOffset + 6, (byte) (XxHash32.hash(to, targetOffset + 4, 2) >>> 8));
    long at = targetOffset + HEADER;
    for (long done = 0; done < length; ) {
      final long raw = Math.min(blockSize(code), length - done);
      final long room = end - at - 2 * Integer.BYTES;
      long size =
          block.compress(
              source, offset + done, (int) raw, to, at + 4, Math.max(0, Math.min(raw - 1, room)));
      int flag = 0;
      if (size < 0) {
        if (raw > room) {
          return -1;
        }
        MemorySegment.copy(source, offset + done, to, at + 4, raw);
        size = raw;
        flag = STORED;
      }
      to.set(LittleEndian.INT, at, (int) size | flag);
      at += Integer.BYTES + size;
      done += raw;
    }
    to.set(LittleEndian.INT, at, 0);
    return at + Integer.BYTES - targetOffset;
  }

  @Override
  public void decompress(
      final MemorySegment source,
      final long offset,
      final long length,
      final MemorySegment target,
      final long targetOffset,
      final long expected,
      final long position) {
    final Input in = new Input(OffHeap.cast(source), offset, length, position);
    final MemorySegment to = OffHeap.cast(target);
    final long limit = targetOffset + expected;
    long at = targetOffset;
    while (in.left() > 0) {
      at = frame(in, to, at, limit);
    }
    if (at != limit) {
      throw in.malformed((at - targetOffset) + " bytes of content instead of " + expected);
    }
  }

  private long frame(final Input in, final MemorySegment to, final long start, final long limit) {
    final int magic = in.takeInt();
    if ((magic & ~0xF) == SKIPPABLE_MAGIC) {
      in.take(Integer.toUnsignedLong(in.takeInt()));
      return start;
    }
    if (magic != MAGIC) {
      throw in.malformed("no LZ4 frame");
    }
    final long descriptor = in.at;
    final int flags = in.takeByte();
    final int code = in.takeByte() >>> 4;
    if ((flags & (VERSION_MASK | DICTIONARY | RESERVED)) != VERSION
        || code < SMALLEST_BLOCK_CODE
        || code > LARGEST_BLOCK_CODE) {
      throw in.malformed("frame descriptor " + flags + ", " + code);
    }
    if ((flags & CONTENT_SIZE) != 0) {
      in.take(Long.BYTES);
    }
    final int sum = XxHash32.hash(in.bytes, descriptor, in.at - descriptor) >>> 8 & 0xFF;
    if (in.takeByte() != sum) {
      throw in.malformed("checksum of the frame descriptor");
    }
    long at = start;
    for (int size = in.takeInt(); size != 0; size = in.takeInt()) {
      at = block(in, size, flags, blockSize(code), to, start, at, limit);
    }
    if ((flags & CONTENT_CHECKSUM) != 0 && in.takeInt() != XxHash32.hash(to, start, at - start)) {
      throw in.malformed("checksum of the content");
    }
    return at;
  }

  private long block(
      final Input in,
      final int size,
      final int flags,
      final long blockSize,
      final MemorySegment to,
      final long frameStart,
      final long at,
      final long limit) {
    final long length = size & ~STORED;
    final long from = in.take(length);
    final long room = Math.min(limit - at, blockSize);
    final long end;
    if ((size & STORED) != 0) {
      if (length > room) {
        throw in.malformed("stored block of " + length + " bytes");
      }
      MemorySegment.copy(in.bytes, from, to, at, length);
      end = at + length;
    } else {
      final boolean independent = (flags & INDEPENDENT) != 0;
      end =
          Lz4Block.decompress(
              in.bytes, from, from + length, to, independent ? at : frameStart, at, at + room);
      if (end < 0) {
        throw new MalformedException("COMP-3", in.position(~end), "malformed LZ4 block");
      }
    }
    if ((flags & BLOCK_CHECKSUM) != 0 && in.takeInt() != XxHash32.hash(in.bytes, from, length)) {
      throw in.malformed("checksum of a block");
    }
    return end;
  }

  /** Bounded reading of a frame. */
  private static final class Input {
    private final MemorySegment bytes;
    private final long start;
    private final long end;
    private final long origin;
    private long at;

    Input(final MemorySegment bytes, final long offset, final long length, final long origin) {
      this.bytes = bytes;
      this.start = offset;
      this.end = offset + length;
      this.origin = origin;
      this.at = offset;
    }

    long left() {
      return end - at;
    }

    /** Passes over bytes and tells where they begin. */
    long take(final long count) {
      if (count > end - at) {
        throw malformed("frame cut short");
      }
      at += count;
      return at - count;
    }

    int takeByte() {
      return bytes.get(LittleEndian.BYTE, take(1)) & 0xFF;
    }

    int takeInt() {
      return bytes.get(LittleEndian.INT, take(Integer.BYTES));
    }

    long position(final long offset) {
      return origin + offset - start;
    }

    MalformedException malformed(final String detail) {
      return new MalformedException("COMP-3", position(at), detail);
    }
  }
}
