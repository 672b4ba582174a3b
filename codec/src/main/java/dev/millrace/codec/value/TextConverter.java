package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;

/** Text in {@code String}. */
final class TextConverter extends Converter {
  TextConverter(final Field field) {
    super(field);
  }

  @Override
  Object read(final Column column, final long row) {
    if (column instanceof BinaryColumn c && ByteSlots.isText(column)) {
      return c.getText(row);
    }
    throw unreadable(column);
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    ByteSlots.append(builder, (String) value);
  }

  @Override
  Object parse(final String text) {
    return text;
  }
}
