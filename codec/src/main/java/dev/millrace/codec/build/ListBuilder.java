package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;

/** Builds a list column: 32-bit offsets. */
public final class ListBuilder extends OffsetListBuilder {

  ListBuilder(final Field field, final BuilderMemory memory, final ColumnBuilder items) {
    super(field, memory, items, false);
  }
}
