package dev.millrace.codec.dictionary;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.ColumnTree;
import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.util.List;

/**
 * Values of a dictionary to which deltas were added. Dictionaries nested in them are taken for the
 * plain columns of indices that they are in memory: what the indices refer to may change at any
 * time.
 */
final class GrowingValues implements AutoCloseable {
  private final OffHeapMemory memory = BuilderMemory.offHeap();
  private final BatchBuilder builder;
  private final BatchLayout layout;
  private final ColumnTree source;

  GrowingValues(final Field values) {
    final Schema schema = Schema.of(plain(values));
    layout = BatchLayout.of(schema);
    builder = new BatchBuilder(schema, memory);
    source = new ColumnTree(layout, DictionaryValues.NONE);
  }

  private static Field plain(final Field field) {
    final boolean encoded = field.dictionary() != null;
    return new Field(
        field.name(),
        true,
        encoded ? field.dictionary().indexType() : field.type(),
        null,
        encoded ? List.of() : field.children().stream().map(GrowingValues::plain).toList(),
        field.metadata());
  }

  /** Appends validated values. */
  void append(final BufferTable values) {
    source.bind(values);
    final Column column = source.column(0);
    builder.column(0).append(column, 0, column.length());
  }

  long count() {
    return builder.rowCount();
  }

  /** Makes a table of all values, valid until the next change. */
  void into(final BufferTable table) {
    builder.prepare();
    table.setAll(layout, builder);
  }

  void clear() {
    builder.reset();
  }

  @Override
  public void close() {
    memory.close();
  }
}
