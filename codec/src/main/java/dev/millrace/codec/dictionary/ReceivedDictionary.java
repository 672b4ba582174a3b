package dev.millrace.codec.dictionary;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.memory.GrowableRegion;
import dev.millrace.codec.validate.ColumnValidator;
import java.lang.foreign.MemorySegment;

/** One dictionary: a batch of one column in memory of its own. */
final class ReceivedDictionary {
  private final long id;
  private final BatchLayout layout;
  private final RecordBatch.Binder values;
  private final BufferTable incoming;
  private final GrowableRegion region = new GrowableRegion();
  private Object lineage = new Object();
  private boolean nestedChanged;

  ReceivedDictionary(
      final BatchLayout.DictionaryLayout dictionary, final ReceivedDictionaries all) {
    this.id = dictionary.id();
    this.layout = dictionary.layout();
    this.values = new RecordBatch.Binder(layout, all, all);
    this.incoming = new BufferTable(layout);
  }

  long id() {
    return id;
  }

  Object lineage() {
    return lineage;
  }

  RecordBatch batch() {
    return values.batch();
  }

  Column column() {
    return values.batch().column(0);
  }

  BufferTable incoming() {
    return incoming;
  }

  void clear() {
    values.unbind();
    lineage = new Object();
  }

  void define(final BufferTable source, final boolean delta) {
    if (delta) {
      throw new UnsupportedOperationException("delta dictionaries");
    }
    final MemorySegment memory = region.atLeast(source.packedSize());
    values.table().copyFrom(source, memory, 0);
    values.bind(source.nodeLength(0));
    lineage = new Object();
    nestedChanged = false;
  }

  void nestedChanged() {
    nestedChanged = layout.hasDictionaries();
  }

  void revalidate(final ColumnValidator validator, final ReceivedDictionaries all) {
    if (nestedChanged) {
      validator.validate(layout, values.table(), values.batch().rowCount(), all);
      nestedChanged = false;
    }
  }

  void close() {
    clear();
    region.close();
  }
}
