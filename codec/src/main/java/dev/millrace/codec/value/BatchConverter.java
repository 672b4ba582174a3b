package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;
import java.util.Set;

/** Batches as complete IPC streams; a batch that was read lies in the memory it was read from. */
final class BatchConverter extends Converter {
  BatchConverter(final Field field) {
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
    return EmbeddedStreams.batch(
        ByteSlots.segment(column, row),
        ByteSlots.offset(column, row),
        ByteSlots.length(column, row));
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    ByteSlots.append(builder, StreamScratch.stream((RecordBatch) value));
  }

  @Override
  boolean borrows(final Set<Class<?>> seen) {
    return true;
  }

  @Override
  Object parse(final String text) {
    throw new IllegalArgumentException("a batch has no default but null");
  }
}
