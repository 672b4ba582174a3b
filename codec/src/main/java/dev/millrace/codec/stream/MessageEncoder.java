package dev.millrace.codec.stream;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.compress.BodyCodec;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.message.BatchMetadataTemplate;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;

/**
 * Encodes the messages of one schema or one dictionary: metadata from a template that is patched,
 * then the body ([WRITE-2], [WRITE-3]).
 */
final class MessageEncoder {
  /**
   * Buffers up to here are copied beside the metadata: cheaper than one more range in a gathering
   * write.
   */
  private static final long COPY_LIMIT = 4096;

  private static final long RAW = -1;

  private final int alignment;
  private final BodyCodec codec;
  private final boolean dictionary;
  private final long id;
  private BatchMetadataTemplate template;
  private int templateBuffers = -1;

  private MessageEncoder(
      final int alignment, final BodyCodec codec, final boolean dictionary, final long id) {
    this.alignment = alignment;
    this.codec = codec;
    this.dictionary = dictionary;
    this.id = id;
  }

  /**
   * Makes an encoder of record batches.
   *
   * @param alignment of the metadata
   * @param codec compresses bodies, null for plain ones
   */
  static MessageEncoder recordBatches(final int alignment, final BodyCodec codec) {
    return new MessageEncoder(alignment, codec, false, 0);
  }

  /**
   * Makes an encoder of the batches of one dictionary.
   *
   * @param alignment of the metadata
   * @param codec compresses bodies, null for plain ones
   * @param id of the dictionary
   */
  static MessageEncoder dictionaryBatches(
      final int alignment, final BodyCodec codec, final long id) {
    return new MessageEncoder(alignment, codec, true, id);
  }

  void encode(final BatchBuffers batch, final Metadata custom, final Gather out) {
    encode(batch, custom, false, out);
  }

  /** Appends one message; the batch is prepared. */
  void encode(
      final BatchBuffers batch, final Metadata custom, final boolean delta, final Gather out) {
    final BatchMetadataTemplate message = template(batch);
    if (dictionary) {
      message.setDelta(delta);
    }
    final long metadataLength = message.maxLength(custom);
    final long at = out.room(metadataLength);
    out.commit(metadataLength); // written below, when the layout of the body is known
    message.setBodyLength(
        codec == null ? plainBody(batch, message, out) : compressedBody(batch, message, out));
    message.encode(out.scratch(), at, custom);
  }

  private static long plainBody(
      final BatchBuffers batch, final BatchMetadataTemplate message, final Gather out) {
    long body = 0;
    final int buffers = batch.bufferCount();
    for (int i = 0; i < buffers; i++) {
      final long length = batch.bufferLength(i);
      message.setBuffer(i, body, length);
      if (length > 0) {
        addBytes(out, batch.bufferSegment(i), batch.bufferOffset(i), length);
        body += length + addPadding(out, length);
      }
    }
    return body;
  }

  private static void addBytes(
      final Gather out, final MemorySegment segment, final long offset, final long length) {
    if (length <= COPY_LIMIT) {
      out.addCopy(segment, offset, length);
    } else {
      out.add(segment, offset, length);
    }
  }

  private static long addPadding(final Gather out, final long length) {
    final long padding = -length & FrameDescriptor.BODY_ALIGNMENT - 1;
    out.addZeros(padding);
    return padding;
  }

  /** Each buffer is its length and a frame, or -1 and the data ([WRITE-9]). */
  private long compressedBody(
      final BatchBuffers batch, final BatchMetadataTemplate message, final Gather out) {
    long body = 0;
    final int buffers = batch.bufferCount();
    for (int i = 0; i < buffers; i++) {
      final long length = batch.bufferLength(i);
      if (length == 0) {
        message.setBuffer(i, body, 0);
      } else {
        final MemorySegment segment = batch.bufferSegment(i);
        final long written = addCompressed(out, segment, batch.bufferOffset(i), length);
        message.setBuffer(i, body, written);
        body += written + addPadding(out, written);
      }
    }
    return body;
  }

  private long addCompressed(
      final Gather out, final MemorySegment segment, final long offset, final long length) {
    final long at = out.room(Long.BYTES + length);
    final long frame = at + Long.BYTES;
    // a frame that is not shorter than the data does not fit
    final long compressed =
        codec.compress(segment, offset, length, out.scratch(), frame, length - 1);
    if (compressed < 0) {
      out.scratch().set(LittleEndian.LONG, at, RAW);
      out.commit(Long.BYTES);
      addBytes(out, segment, offset, length);
      return Long.BYTES + length;
    }
    out.scratch().set(LittleEndian.LONG, at, length);
    out.commit(Long.BYTES + compressed);
    return Long.BYTES + compressed;
  }

  /** The template of the batch's shape, rows and nodes set; only view columns change the shape. */
  private BatchMetadataTemplate template(final BatchBuffers batch) {
    final int buffers = batch.bufferCount();
    if (buffers != templateBuffers) {
      template = newTemplate(batch, buffers);
      templateBuffers = buffers;
    }
    template.setRowCount(batch.rowCount());
    final int nodes = batch.nodeCount();
    for (int i = 0; i < nodes; i++) {
      template.setNode(i, batch.nodeLength(i), batch.nodeNullCount(i));
    }
    final int variadics = batch.variadicCount();
    for (int i = 0; i < variadics; i++) {
      template.setVariadic(i, batch.variadicBufferCount(i));
    }
    return template;
  }

  private BatchMetadataTemplate newTemplate(final BatchBuffers batch, final int buffers) {
    final int nodes = batch.nodeCount();
    final int variadics = batch.variadicCount();
    final int compression = codec == null ? RecordBatchFlyweight.NONE : codec.id();
    return dictionary
        ? BatchMetadataTemplate.dictionaryBatch(
            id, nodes, buffers, variadics, compression, alignment)
        : BatchMetadataTemplate.recordBatch(nodes, buffers, variadics, compression, alignment);
  }
}
