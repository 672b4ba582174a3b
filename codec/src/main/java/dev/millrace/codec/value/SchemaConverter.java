package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;

/** Schemas as the bytes of a schema message; a whole stream is read for its schema. */
final class SchemaConverter extends Converter {
  private final EmbeddedStreams streams = new EmbeddedStreams();

  SchemaConverter(final Field field) {
    super(field);
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
    return streams.schema(
        ByteSlots.segment(column, row),
        ByteSlots.offset(column, row),
        ByteSlots.length(column, row));
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    ByteSlots.append(builder, SchemaEncoder.encode((Schema) value));
  }

  @Override
  Object parse(final String text) {
    if (!text.isEmpty()) {
      throw new IllegalArgumentException("the default of a schema can only be empty");
    }
    return Schema.EMPTY;
  }
}
