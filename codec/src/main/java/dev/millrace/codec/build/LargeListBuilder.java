package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;

/** Builds a large_list column: 64-bit offsets. */
public final class LargeListBuilder extends OffsetListBuilder {

  LargeListBuilder(final Field field, final BuilderMemory memory, final ColumnBuilder items) {
    super(field, memory, items, true);
  }
}
