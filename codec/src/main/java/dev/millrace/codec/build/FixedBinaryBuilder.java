package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;

import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;

/** Builds a fixed_size_binary column. */
public final class FixedBinaryBuilder extends FixedWidthBuilder {

  FixedBinaryBuilder(final Field field, final BuilderMemory memory, final int width) {
    super(field, memory, width);
  }

  /**
   * Appends a value.
   *
   * @param value exactly {@link #byteWidth()} bytes
   * @throws IllegalArgumentException when it has another length
   */
  public void append(final byte[] value) {
    if (value.length != width) {
      throw new IllegalArgumentException(value.length + " bytes for " + name());
    }
    reserve(1);
    MemorySegment.copy(value, 0, segment, BYTE, base + length * width, width);
    length++;
  }
}
