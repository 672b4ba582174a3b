package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/**
 * Bytes in {@code byte[]}, copied, or in {@code MemorySegment}, not copied: a segment that was read
 * is a read-only part of the received memory and lives as long as its batch.
 */
final class BytesConverter extends Converter {
  private static final byte[] NONE = {};

  private final boolean segments;
  private final long fixedWidth;

  BytesConverter(final Field field, final boolean segments) {
    super(field);
    this.segments = segments;
    this.fixedWidth = field.type() instanceof ArrowType.FixedSizeBinary f ? f.byteWidth() : -1;
  }

  @Override
  Object read(final Column column, final long row) {
    if (!ByteSlots.isBytes(column)) {
      throw unreadable(column);
    }
    final long length = ByteSlots.length(column, row);
    requireWidth(length);
    if (segments) {
      final long offset = ByteSlots.offset(column, row);
      return ByteSlots.segment(column, row).asSlice(offset, length).asReadOnly();
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw new ValueException(length + " bytes don't fit an array");
    }
    return ByteSlots.copy(column, row);
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    if (segments) {
      final MemorySegment segment = (MemorySegment) value;
      requireWidth(segment.byteSize());
      ByteSlots.append(builder, segment);
    } else {
      final byte[] bytes = (byte[]) value;
      requireWidth(bytes.length);
      ByteSlots.append(builder, bytes);
    }
  }

  private void requireWidth(final long length) {
    if (fixedWidth >= 0 && length != fixedWidth) {
      throw new ValueException(length + " bytes are no " + Types.describe(field));
    }
  }

  @Override
  boolean borrows(final Set<Class<?>> seen) {
    return segments;
  }

  @Override
  Object parse(final String text) {
    if (!text.isEmpty()) {
      throw new IllegalArgumentException("the default of bytes can only be empty");
    }
    requireWidth(0);
    return segments ? MemorySegment.ofArray(NONE) : NONE;
  }
}
