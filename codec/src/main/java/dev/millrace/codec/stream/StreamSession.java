package dev.millrace.codec.stream;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.dictionary.ReceivedDictionaries;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.validate.ColumnValidator;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.message.DictionaryBatchFlyweight;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.message.SchemaDecoder;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a decoder makes of one schema: layout, views, dictionaries. Kept for the next stream that
 * has it.
 */
final class StreamSession implements AutoCloseable {
  /** The number of no message. */
  private static final long NOTHING = 0;

  private final MemorySegment schemaMetadata;
  final BatchLayout layout;
  final ReceivedDictionaries dictionaries;
  final RecordBatch.Binder batch;

  // the message that the columns are bound to, and where it begins
  private long boundTo = NOTHING;
  private MemorySegment boundIn = MemorySegment.NULL;
  private long boundAt;

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

  /**
   * Binds the batch to a message. Where the message before was at this place and had the same
   * metadata, as those of calls, turns and ticks do, all that is left to do is to validate the
   * body: buffers and columns are where they were.
   *
   * @param number of the message, see {@link MessageCursor#number}
   * @param segment memory of the message
   * @param at where it begins
   * @param bodyStart bytes from there to its body
   */
  void bind(
      final MessageFlyweight message,
      final long number,
      final MetadataPlace metadata,
      final MemorySegment segment,
      final long at,
      final long bodyStart,
      final BodyMapper bodies,
      final ColumnValidator validator) {
    if (number == boundTo && segment == boundIn && at == boundAt) {
      revalidate(message, metadata, validator);
      return;
    }
    final RecordBatchFlyweight received = message.recordBatch();
    boolean valid = false;
    try {
      dictionaries.revalidate(validator);
      bodies.map(segment, at, bodyStart, message.version(), layout, received, batch.table());
      validator.validate(layout, batch.table(), received.rowCount(), dictionaries);
      batch.bind(received.rowCount());
      boundTo = isPlain(received) ? number : NOTHING;
      boundIn = segment;
      boundAt = at;
      setMessage(message, metadata);
      valid = true;
    } finally {
      if (!valid) {
        unbind();
      }
    }
  }

  /** Whether all there is to know of a batch stands in its message, and nothing is packed. */
  boolean isPlain(final RecordBatchFlyweight received) {
    return layout.dictionaries().isEmpty() && received.compression() == RecordBatchFlyweight.NONE;
  }

  /** Even where it is the last one's: the batch may have adopted another's since. */
  private void setMessage(final MessageFlyweight message, final MetadataPlace metadata) {
    batch.setMessage(
        message.customMetadata(), metadata.segment(), metadata.offset(), metadata.length());
  }

  private void unbind() {
    boundTo = NOTHING;
    batch.unbind();
  }

  /**
   * Validates what the batch is bound to once more: there may be other values in the body. Columns
   * know places, not what is there.
   */
  void revalidate(
      final MessageFlyweight message,
      final MetadataPlace metadata,
      final ColumnValidator validator) {
    boolean valid = false;
    try {
      validator.validate(layout, batch.table(), message.recordBatch().rowCount(), dictionaries);
      setMessage(message, metadata);
      valid = true;
    } finally {
      if (!valid) {
        unbind();
      }
    }
  }

  /** Takes in a dictionary; the memory is told as for {@link #bind}. */
  void define(
      final MessageFlyweight message,
      final MemorySegment segment,
      final long at,
      final long bodyStart,
      final BodyMapper bodies,
      final ColumnValidator validator) {
    final DictionaryBatchFlyweight received = message.dictionaryBatch();
    final int slot = layout.dictionarySlot(received.id());
    if (slot < 0) {
      throw new MalformedException("DICT-1", -1, "no field uses dictionary " + received.id());
    }
    final BatchLayout values = layout.dictionaries().get(slot).layout();
    final BufferTable table = dictionaries.incoming(slot);
    bodies.map(segment, at, bodyStart, message.version(), values, received.data(), table);
    validator.validate(values, table, received.data().rowCount(), dictionaries);
    dictionaries.define(slot, table, received.isDelta());
  }

  @Override
  public void close() {
    unbind();
    dictionaries.close();
  }
}
