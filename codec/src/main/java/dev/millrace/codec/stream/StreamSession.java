package dev.millrace.codec.stream;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.dictionary.ReceivedDictionaries;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.message.SchemaDecoder;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
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

  /** For a schema that came otherwise than as a message. */
  StreamSession(final Schema schema) {
    this(schema, MemorySegment.NULL);
  }

  private StreamSession(final Schema schema, final MemorySegment schemaMetadata) {
    this.schemaMetadata = schemaMetadata;
    this.layout = BatchLayout.of(schema);
    this.dictionaries = new ReceivedDictionaries(layout);
    this.batch = new RecordBatch.Binder(layout, dictionaries, dictionaries);
  }

  StreamSession(
      final MessageFlyweight message,
      final MemorySegment segment,
      final long metadata,
      final int length) {
    this(SchemaDecoder.decode(message), copy(segment, metadata, length));
  }

  private static MemorySegment copy(
      final MemorySegment segment, final long offset, final int length) {
    return Arena.ofAuto().allocate(length).copyFrom(segment.asSlice(offset, length));
  }

  /** Tells whether a schema message has the same bytes as the one this was made from. */
  boolean isFor(final MemorySegment segment, final long offset, final int length) {
    return schemaMetadata.byteSize() == length
        && OffHeap.same(segment, offset, schemaMetadata, 0, length);
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
