package dev.millrace.codec.stream;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.dictionary.ReceivedDictionaries;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.message.SchemaDecoder;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;

/**
 * What a decoder makes of one schema: layout, views, dictionaries. Kept for the next stream that
 * has it.
 */
final class StreamSession implements AutoCloseable {
  private final MemorySegment schemaMetadata;
  final BatchLayout layout;
  final ReceivedDictionaries dictionaries;
  final RecordBatch.Binder batch;

  StreamSession(final Schema schema, final byte[] schemaMetadata) {
    this.schemaMetadata = MemorySegment.ofArray(schemaMetadata);
    this.layout = BatchLayout.of(schema);
    this.dictionaries = new ReceivedDictionaries(layout);
    this.batch = new RecordBatch.Binder(layout, dictionaries, dictionaries);
  }

  StreamSession(
      final MessageFlyweight message,
      final MemorySegment segment,
      final long metadata,
      final int length) {
    this(SchemaDecoder.decode(message), bytes(segment, metadata, length));
  }

  private static byte[] bytes(final MemorySegment segment, final long offset, final int length) {
    final byte[] copy = new byte[length];
    MemorySegment.copy(segment, LittleEndian.BYTE, offset, copy, 0, length);
    return copy;
  }

  /** Tells whether a schema message has the same bytes as the one this was made from. */
  boolean isFor(final MemorySegment segment, final long offset, final int length) {
    return schemaMetadata.byteSize() == length
        && MemorySegment.mismatch(segment, offset, offset + length, schemaMetadata, 0, length) < 0;
  }

  Schema schema() {
    return layout.schema();
  }

  @Override
  public void close() {
    batch.unbind();
    dictionaries.close();
  }
}
