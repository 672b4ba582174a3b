package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;

/** Builds a large_utf8 or large_binary column: 64-bit offsets. */
public final class LargeVarBinaryBuilder extends OffsetBinaryBuilder {

  LargeVarBinaryBuilder(final Field field, final BuilderMemory memory) {
    super(field, memory, true);
  }
}
