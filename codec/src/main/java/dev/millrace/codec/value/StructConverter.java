package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.wire.schema.Field;
import java.util.Set;

/** Records inside a record, a list or a map, as structs [VAL-5]. */
final class StructConverter extends Converter {
  private final RecordShape shape;

  StructConverter(final Field field, final RecordShape shape) {
    super(field);
    this.shape = shape;
  }

  @Override
  Object read(final Column column, final long row) {
    if (column instanceof StructColumn c) {
      return shape.read(c, row);
    }
    throw unreadable(column);
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    shape.write((StructBuilder) builder, value);
  }

  @Override
  boolean borrows(final Set<Class<?>> seen) {
    return shape.row().borrows(seen);
  }

  @Override
  Object parse(final String text) {
    throw new IllegalArgumentException("a record has no default but null");
  }
}
