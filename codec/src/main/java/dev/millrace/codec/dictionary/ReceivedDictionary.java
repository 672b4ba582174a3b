package dev.millrace.codec.dictionary;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.memory.GrowableRegion;
import dev.millrace.codec.validate.ColumnValidator;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;

/** One dictionary: a batch of one column in memory of its own. */
final class ReceivedDictionary {
  private final long id;
  private final Field valueField;
  private final BatchLayout layout;
  private final RecordBatch.Binder values;
  private final BufferTable incoming;
  private final GrowableRegion region = new GrowableRegion();
  private Object lineage = new Object();
  private boolean nestedChanged;
  private boolean defined;

  /** Holds the values once there was a delta, as {@link #grown} tells. */
  private GrowingValues growing;

  private boolean grown;

  ReceivedDictionary(
      final BatchLayout.DictionaryLayout dictionary, final ReceivedDictionaries all) {
    this.id = dictionary.id();
    this.valueField = dictionary.valueField();
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
    defined = false;
    grown = false;
  }

  void define(final BufferTable source, final boolean delta) {
    if (delta) {
      append(source);
      return;
    }
    final MemorySegment memory = region.atLeast(source.packedSize());
    values.table().copyFrom(source, memory, 0);
    values.bind(source.nodeLength(0));
    lineage = new Object();
    defined = true;
    grown = false;
    nestedChanged = false;
  }

  private void append(final BufferTable source) {
    if (!defined) {
      throw new MalformedException("DICT-4", -1, "a delta before the dictionary " + id);
    }
    if (growing == null) {
      growing = new GrowingValues(valueField);
    }
    try {
      if (!grown) {
        growing.clear();
        growing.append(values.table());
        grown = true;
      }
      growing.append(source);
    } catch (final IllegalStateException e) {
      // 32-bit offsets can reach only so far.
      clear();
      throw new MalformedException("DICT-5", -1, "dictionary " + id + ": " + e.getMessage());
    }
    growing.into(values.table());
    values.bind(growing.count());
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
    if (growing != null) {
      growing.close();
      growing = null;
    }
  }
}
