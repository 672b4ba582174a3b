package dev.millrace.codec.value;

import dev.millrace.codec.build.BoolBuilder;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.BoolColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;

/** Booleans. */
final class BooleanConverter extends Converter {
  BooleanConverter(final Field field) {
    super(field);
  }

  @Override
  Object read(final Column column, final long row) {
    return readBoolean(column, row);
  }

  @Override
  boolean readBoolean(final Column column, final long row) {
    if (column instanceof BoolColumn c) {
      return c.get(row);
    }
    throw unreadable(column);
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    writeBoolean(builder, (Boolean) value);
  }

  @Override
  void writeBoolean(final ColumnBuilder builder, final boolean value) {
    ((BoolBuilder) builder).append(value);
  }

  @Override
  Object parse(final String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is no boolean");
    };
  }
}
