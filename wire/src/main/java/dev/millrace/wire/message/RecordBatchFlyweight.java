package dev.millrace.wire.message;

import static dev.millrace.wire.message.MessageDescriptor.BATCH_BUFFERS;
import static dev.millrace.wire.message.MessageDescriptor.BATCH_COMPRESSION;
import static dev.millrace.wire.message.MessageDescriptor.BATCH_LENGTH;
import static dev.millrace.wire.message.MessageDescriptor.BATCH_NODES;
import static dev.millrace.wire.message.MessageDescriptor.BATCH_VARIADIC_COUNTS;
import static dev.millrace.wire.message.MessageDescriptor.COMPRESSION_CODEC;
import static dev.millrace.wire.message.MessageDescriptor.COMPRESSION_METHOD;
import static dev.millrace.wire.message.MessageDescriptor.PAIR_SIZE;

import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.flatbuf.TableFlyweight;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The metadata of one record batch: row count, field nodes and buffers in the pre-order of the
 * schema's fields.
 *
 * <p>The numbers are taken out of the message when it is wrapped, each read once and checked by
 * itself (signs, null counts within lengths, buffers within the body: clauses [META-13] to
 * [META-17]); whether they fit a schema is the codec's question. So they stay what was checked even
 * when the message lies in memory that a peer can still write. Allocates only when a message has
 * more nodes or buffers than any before.
 */
public final class RecordBatchFlyweight {
  /** {@link #compression()} of a plain body. */
  public static final int NONE = -1;

  /** {@link #compression()} of a body whose buffers are LZ4 frames. */
  public static final int LZ4_FRAME = 0;

  /** {@link #compression()} of a body whose buffers are ZSTD frames. */
  public static final int ZSTD = 1;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final TableFlyweight table = new TableFlyweight();
  private final TableFlyweight compressionTable = new TableFlyweight();

  private long rowCount;
  private int nodeCount;
  private int bufferCount;
  private int variadicCount;
  private int compression;
  private long[] nodes = new long[32];
  private long[] buffers = new long[64];
  private long[] variadic = new long[8];

  RecordBatchFlyweight() {}

  void wrap(final FlatbufferVerifier bytes, final long position, final long bodyLength) {
    table.wrap(bytes, position);
    rowCount = table.getLong(BATCH_LENGTH, 0);
    if (rowCount < 0 || rowCount > bytes.limits().maxRows()) {
      throw bytes.malformed("META-13", table.field(BATCH_LENGTH, 8), rowCount + " rows");
    }
    wrapNodes(bytes);
    wrapBuffers(bytes, bodyLength);
    wrapVariadicCounts(bytes);
    wrapCompression(bytes);
  }

  private void wrapNodes(final FlatbufferVerifier bytes) {
    final long vector = table.reference(BATCH_NODES);
    final int count = bytes.vector(vector, PAIR_SIZE, Long.BYTES);
    nodes = copy(bytes, vector, count << 1, nodes);
    for (int i = 0; i < count; i++) {
      final long length = nodes[i << 1];
      final long nulls = nodes[(i << 1) + 1];
      if (length < 0 || nulls < 0 || nulls > length) {
        throw bytes.malformed(
            "META-14",
            vector + Integer.BYTES + (long) PAIR_SIZE * i,
            "node " + i + " of length " + length + " with " + nulls + " nulls");
      }
    }
    nodeCount = count;
  }

  private void wrapBuffers(final FlatbufferVerifier bytes, final long bodyLength) {
    final long vector = table.reference(BATCH_BUFFERS);
    final int count = bytes.vector(vector, PAIR_SIZE, Long.BYTES);
    buffers = copy(bytes, vector, count << 1, buffers);
    for (int i = 0; i < count; i++) {
      final long offset = buffers[i << 1];
      final long length = buffers[(i << 1) + 1];
      if (offset < 0 || length < 0 || offset > bodyLength - length) {
        throw bytes.malformed(
            "META-15",
            vector + Integer.BYTES + (long) PAIR_SIZE * i,
            "buffer "
                + i
                + " at "
                + offset
                + " of length "
                + length
                + " in a body of "
                + bodyLength);
      }
    }
    bufferCount = count;
  }

  private void wrapVariadicCounts(final FlatbufferVerifier bytes) {
    final long vector = table.reference(BATCH_VARIADIC_COUNTS);
    final int count = bytes.vector(vector, Long.BYTES, Long.BYTES);
    variadic = copy(bytes, vector, count, variadic);
    long left = bufferCount;
    for (int i = 0; i < count; i++) {
      if (variadic[i] < 0 || variadic[i] > left) {
        throw bytes.malformed(
            "META-17",
            vector + Integer.BYTES + (long) Long.BYTES * i,
            "variadic count " + variadic[i] + " with " + left + " buffers left");
      }
      left -= variadic[i];
    }
    variadicCount = count;
  }

  private void wrapCompression(final FlatbufferVerifier bytes) {
    final long position = table.reference(BATCH_COMPRESSION);
    if (position == 0) {
      compression = NONE;
      return;
    }
    compressionTable.wrap(bytes, position);
    final int codec = compressionTable.getByte(COMPRESSION_CODEC, LZ4_FRAME);
    final int method = compressionTable.getByte(COMPRESSION_METHOD, 0);
    if (codec > ZSTD || method != 0) {
      throw bytes.malformed("META-16", position, "compression " + codec + " by method " + method);
    }
    compression = codec;
  }

  private static long[] copy(
      final FlatbufferVerifier bytes, final long vector, final int count, final long[] into) {
    final long[] to = count > into.length ? new long[Math.max(count, into.length << 1)] : into;
    if (count > 0) {
      MemorySegment.copy(bytes.segment(), LONG, vector + Integer.BYTES, to, 0, count);
    }
    return to;
  }

  /**
   * Tells the number of rows.
   *
   * @return 0 or more, also for a batch without columns
   */
  public long rowCount() {
    return rowCount;
  }

  /**
   * Tells the number of field nodes.
   *
   * @return 0 or more
   */
  public int nodeCount() {
    return nodeCount;
  }

  /**
   * Tells the length of a field node.
   *
   * @param node its index
   * @return slots, 0 or more
   */
  public long nodeLength(final int node) {
    return nodes[Objects.checkIndex(node, nodeCount) << 1];
  }

  /**
   * Tells the null count of a field node.
   *
   * @param node its index
   * @return 0 to the node's length
   */
  public long nodeNullCount(final int node) {
    return nodes[(Objects.checkIndex(node, nodeCount) << 1) + 1];
  }

  /**
   * Tells the number of buffers.
   *
   * @return 0 or more
   */
  public int bufferCount() {
    return bufferCount;
  }

  /**
   * Tells where a buffer starts.
   *
   * @param buffer its index
   * @return bytes from the start of the body; the whole buffer lies in the body
   */
  public long bufferOffset(final int buffer) {
    return buffers[Objects.checkIndex(buffer, bufferCount) << 1];
  }

  /**
   * Tells the length of a buffer.
   *
   * @param buffer its index
   * @return bytes, without padding, 0 or more
   */
  public long bufferLength(final int buffer) {
    return buffers[(Objects.checkIndex(buffer, bufferCount) << 1) + 1];
  }

  /**
   * Tells how the body's buffers are compressed.
   *
   * @return {@link #NONE}, {@link #LZ4_FRAME} or {@link #ZSTD}
   */
  public int compression() {
    return compression;
  }

  /**
   * Tells how many columns state a number of data buffers.
   *
   * @return one for each binary or text view column, in pre-order
   */
  public int variadicCount() {
    return variadicCount;
  }

  /**
   * Tells how many data buffers a view column has.
   *
   * @param index index among the view columns
   * @return 0 or more; the sum over all is not above {@link #bufferCount()}
   */
  public long variadicBufferCount(final int index) {
    return variadic[Objects.checkIndex(index, variadicCount)];
  }
}
