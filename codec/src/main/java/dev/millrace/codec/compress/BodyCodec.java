package dev.millrace.codec.compress;

import dev.millrace.wire.MalformedException;
import dev.millrace.wire.message.RecordBatchFlyweight;
import java.lang.foreign.MemorySegment;

/**
 * Compresses and decompresses single buffers of a body, each to and from one frame ({@code COMP-3},
 * {@code COMP-4}). The length that IPC puts before a frame is the caller's business.
 *
 * <p>Segments must be off-heap. An instance reuses its tables and is for one thread at a time.
 */
public interface BodyCodec {
  /**
   * Makes a codec.
   *
   * @param id {@link RecordBatchFlyweight#LZ4_FRAME} or {@link RecordBatchFlyweight#ZSTD}
   * @param level how hard to try when compressing, 1 to 9; 0 for the default; higher is slower
   * @return a codec of its own for the caller
   * @throws IllegalArgumentException for another id or level
   */
  static BodyCodec of(final int id, final int level) {
    if (level < 0 || level > 9) {
      throw new IllegalArgumentException("compression level " + level);
    }
    return switch (id) {
      case RecordBatchFlyweight.LZ4_FRAME -> new Lz4FrameCodec();
      case RecordBatchFlyweight.ZSTD -> new ZstdCodec(level);
      default -> throw new IllegalArgumentException("compression " + id);
    };
  }

  /**
   * Tells which codec this is.
   *
   * @return its number in IPC metadata
   */
  int id();

  /**
   * Tells how long a frame can get.
   *
   * @param length bytes to compress
   * @return bytes that are always enough
   */
  long maxCompressedLength(long length);

  /**
   * Compresses to one frame.
   *
   * @param source memory to read
   * @param offset first byte
   * @param length number of bytes
   * @param target memory to write
   * @param targetOffset where the frame is to begin
   * @param capacity bytes that may be written
   * @return length of the frame, or -1 if it does not fit, in which case bytes up to {@code
   *     capacity} may have been written
   */
  long compress(
      MemorySegment source,
      long offset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity);

  /**
   * Decompresses frames that hold exactly as many bytes as expected. Reads and writes nothing
   * outside the given ranges, whatever the bytes are.
   *
   * @param source memory to read
   * @param offset first byte of the frame
   * @param length number of bytes of the frame
   * @param target memory to write
   * @param targetOffset where the content is to begin
   * @param expected length of the content
   * @param position what the offset of an error is to be for the first byte of the frame
   * @throws MalformedException {@code COMP-3} (LZ4) or {@code COMP-4} (ZSTD) if the frame is
   *     malformed or its content has another length
   */
  void decompress(
      MemorySegment source,
      long offset,
      long length,
      MemorySegment target,
      long targetOffset,
      long expected,
      long position);
}
