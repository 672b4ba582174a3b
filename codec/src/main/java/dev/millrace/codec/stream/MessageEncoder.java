package dev.millrace.codec.stream;

import dev.millrace.codec.BatchBuffers;
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

  private final WriteOptions options;
  private final boolean dictionary;
  private final long id;
  private BatchMetadataTemplate template;
  private int templateBuffers = -1;

  private MessageEncoder(final WriteOptions options, final boolean dictionary, final long id) {
    this.options = options;
    this.dictionary = dictionary;
    this.id = id;
  }

  static MessageEncoder recordBatches(final WriteOptions options) {
    return new MessageEncoder(options, false, 0);
  }

  static MessageEncoder dictionaryBatches(final WriteOptions options, final long id) {
    return new MessageEncoder(options, true, id);
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
    long body = 0;
    final int buffers = batch.bufferCount();
    for (int i = 0; i < buffers; i++) {
      final long length = batch.bufferLength(i);
      message.setBuffer(i, body, length);
      body += FrameDescriptor.align(length, FrameDescriptor.BODY_ALIGNMENT);
    }
    message.setBodyLength(body);
    final long at = out.room(message.maxLength(custom));
    out.commit(message.encode(out.scratch(), at, custom));
    for (int i = 0; i < buffers; i++) {
      add(out, batch.bufferSegment(i), batch.bufferOffset(i), batch.bufferLength(i));
    }
  }

  private static void add(
      final Gather out, final MemorySegment segment, final long offset, final long length) {
    if (length == 0) {
      return;
    }
    if (length <= COPY_LIMIT) {
      out.addCopy(segment, offset, length);
    } else {
      out.add(segment, offset, length);
    }
    out.addZeros(-length & FrameDescriptor.BODY_ALIGNMENT - 1);
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
    final int alignment = options.metadataAlignment();
    final int codec =
        switch (options.compression()) {
          case NONE -> RecordBatchFlyweight.NONE;
          case LZ4_FRAME -> RecordBatchFlyweight.LZ4_FRAME;
          case ZSTD -> RecordBatchFlyweight.ZSTD;
        };
    return dictionary
        ? BatchMetadataTemplate.dictionaryBatch(id, nodes, buffers, variadics, codec, alignment)
        : BatchMetadataTemplate.recordBatch(nodes, buffers, variadics, codec, alignment);
  }
}
