package dev.millrace.codec.compress;

import dev.millrace.wire.message.RecordBatchFlyweight;
import java.lang.foreign.MemorySegment;

/** ZSTD frames (RFC 8878), without dictionaries. */
public final class ZstdCodec implements BodyCodec {
  private final int level;
  private ZstdDecoder decoder;
  private ZstdEncoder encoder;

  ZstdCodec(final int level) {
    this.level = level;
  }

  @Override
  public int id() {
    return RecordBatchFlyweight.ZSTD;
  }

  @Override
  public long maxCompressedLength(final long length) {
    return 18 + length + (length / ZstdFormat.MAX_BLOCK + 1) * ZstdFormat.BLOCK_HEADER;
  }

  @Override
  public long compress(
      final MemorySegment source,
      final long offset,
      final long length,
      final MemorySegment target,
      final long targetOffset,
      final long capacity) {
    if (encoder == null) {
      encoder = new ZstdEncoder(level);
    }
    return encoder.encode(source, offset, length, target, targetOffset, capacity);
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
    if (decoder == null) {
      decoder = new ZstdDecoder();
    }
    decoder.decode(source, offset, length, target, targetOffset, expected, position);
  }
}
