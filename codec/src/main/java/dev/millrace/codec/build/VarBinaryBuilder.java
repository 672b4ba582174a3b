package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;

/** Builds a utf8 or binary column: 32-bit offsets, at most 2147483647 bytes in a batch. */
public final class VarBinaryBuilder extends OffsetBinaryBuilder {

  VarBinaryBuilder(final Field field, final BuilderMemory memory) {
    super(field, memory, false);
  }
}
