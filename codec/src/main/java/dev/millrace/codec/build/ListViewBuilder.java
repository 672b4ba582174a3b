package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;

/** Builds a list_view column: 32-bit offsets and sizes. */
public final class ListViewBuilder extends AnyListViewBuilder {

  ListViewBuilder(final Field field, final BuilderMemory memory, final ColumnBuilder items) {
    super(field, memory, items, false);
  }
}
