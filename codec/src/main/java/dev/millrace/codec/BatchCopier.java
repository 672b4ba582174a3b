package dev.millrace.codec;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.wire.Limits;
import dev.millrace.wire.message.MessageFlyweight;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Makes batches that stand on their own: views of foreign buffers and deep copies. */
final class BatchCopier {
  private static final int ALIGNMENT = 64;

  /** For metadata that a decoder has accepted under its own limits. */
  private static final Limits NO_LIMITS =
      new Limits(
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Integer.MAX_VALUE,
          Limits.MOST_DEPTH,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE);

  private BatchCopier() {}

  static RecordBatch view(final BatchBuffers buffers) {
    buffers.prepare();
    return view(buffers, null);
  }

  static RecordBatch copy(final RecordBatch batch, final Arena arena) {
    return view(batch, arena);
  }

  private static RecordBatch view(final BatchBuffers source, final Arena arena) {
    final BatchLayout layout = BatchLayout.of(source.schema());
    final Dictionaries dictionaries = new Dictionaries(layout, source.dictionaries(), arena);
    final RecordBatch.Binder binder = new RecordBatch.Binder(layout, dictionaries, dictionaries);
    bind(binder, layout, source, arena);
    return binder.batch();
  }

  private static void bind(
      final RecordBatch.Binder binder,
      final BatchLayout layout,
      final BatchBuffers source,
      final Arena arena) {
    final BufferTable table = binder.table();
    table.setAll(layout, source);
    if (arena != null) {
      final long size = table.packedSize();
      final MemorySegment memory = arena.allocate(size, ALIGNMENT);
      table.copyFrom(table, memory, 0);
    }
    binder.bind(source.rowCount());
    if (arena == null || !(source instanceof RecordBatch batch) || batch.metadataLength() == 0) {
      return;
    }
    final int length = batch.metadataLength();
    final MemorySegment metadata = arena.allocate(length, Long.BYTES);
    MemorySegment.copy(batch.message(), batch.metadataOffset(), metadata, 0, length);
    final MessageFlyweight message = new MessageFlyweight(NO_LIMITS);
    message.wrap(metadata, 0, length, 0);
    binder.setMessage(message.customMetadata(), metadata, 0, length);
  }

  /** Dictionaries of one batch, each bound once; inner ones come first. */
  private static final class Dictionaries implements DictionaryValues, DictionarySource {
    private final RecordBatch[] batches;
    private final long[] ids;
    private final Object[] lineages;

    Dictionaries(final BatchLayout layout, final DictionarySource source, final Arena arena) {
      final int count = layout.dictionaries().size();
      batches = new RecordBatch[count];
      ids = new long[count];
      lineages = new Object[count];
      for (int i = 0; i < count; i++) {
        final BatchLayout.DictionaryLayout dictionary = layout.dictionaries().get(i);
        final RecordBatch.Binder binder = new RecordBatch.Binder(dictionary.layout(), this, this);
        ids[i] = dictionary.id();
        lineages[i] = this;
        batches[i] = binder.batch();
        for (int s = 0; s < source.count(); s++) {
          if (source.id(s) == ids[i]) {
            final BatchBuffers values = source.values(s);
            values.prepare();
            bind(binder, dictionary.layout(), values, arena);
            lineages[i] = source.lineage(s);
          }
        }
      }
    }

    @Override
    public Column column(final int slot) {
      return batches[slot].column(0);
    }

    @Override
    public int count() {
      return batches.length;
    }

    @Override
    public long id(final int dictionary) {
      return ids[dictionary];
    }

    @Override
    public BatchBuffers values(final int dictionary) {
      return batches[dictionary];
    }

    @Override
    public Object lineage(final int dictionary) {
      return lineages[dictionary];
    }

    @Override
    public BatchBuffers delta(final int dictionary, final long fromValue) {
      return null;
    }
  }
}
