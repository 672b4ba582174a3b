package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;
import java.util.Set;

/** Records as complete IPC streams in a column of bytes [VAL-5]. */
final class StreamConverter extends Converter {
  private final Class<? extends Record> type;

  /**
   * Looked up on first use, so that a record may hold streams of its own class; a race finds the
   * same codec.
   */
  private RecordCodec<?> codec;

  StreamConverter(final Field field, final Class<? extends Record> type) {
    super(field);
    this.type = type;
  }

  private RecordCodec<?> codec() {
    if (codec == null) {
      codec = RecordCodec.of(type);
    }
    return codec;
  }

  @Override
  boolean isAbsent(final Column column, final long row) {
    return ByteSlots.isBytes(column) && ByteSlots.length(column, row) == 0;
  }

  @Override
  Object read(final Column column, final long row) {
    if (!ByteSlots.isBytes(column)) {
      throw unreadable(column);
    }
    return codec()
        .fromStream(
            ByteSlots.segment(column, row),
            ByteSlots.offset(column, row),
            ByteSlots.length(column, row));
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    ByteSlots.append(builder, stream(codec(), value));
  }

  private static <R extends Record> byte[] stream(final RecordCodec<R> codec, final Object value) {
    return codec.toStream(codec.type().cast(value));
  }

  @Override
  boolean borrows(final Set<Class<?>> seen) {
    return codec().borrows(seen);
  }

  @Override
  Object parse(final String text) {
    throw new IllegalArgumentException("a record has no default but null");
  }
}
