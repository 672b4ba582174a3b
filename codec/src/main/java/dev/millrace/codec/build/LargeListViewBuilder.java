package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;

/** Builds a large_list_view column: 64-bit offsets and sizes. */
public final class LargeListViewBuilder extends AnyListViewBuilder {

  LargeListViewBuilder(final Field field, final BuilderMemory memory, final ColumnBuilder items) {
    super(field, memory, items, true);
  }
}
