package dev.millrace.sdk.compat;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.ListBuilder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.value.RecordCodec;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * Reads requests of this line as records of the internal model. They differ in one thing only: a
 * schema goes by its name in {@code schema_name}, not by its path in {@code schema_path}.
 * Everything else is found by name as it is; what the newer records have on top takes its default.
 */
final class Requests {
  private static final String NAME = "schema_name";
  private static final String BIND = "bind_call";
  private static final String ATTACH = "attach_opaque_data";
  private static final Field PATH =
      Field.nullable(
          "schema_path", new ArrowType.List(), Field.nullable("item", new ArrowType.Utf8()));

  private final SchemaNames names;

  Requests(final SchemaNames names) {
    this.names = names;
  }

  List<String> path(final byte[] attachOpaqueData, final String name) {
    return names.path(attachOpaqueData, name);
  }

  /** Reads a request. */
  <R extends Record> R read(final Class<R> type, final byte[] request) {
    return RecordCodec.of(type).fromStream(rewrite(request));
  }

  /** Rewrites the stream of a request, and of the bind request inside it. */
  private byte[] rewrite(final byte[] request) {
    return OneRow.read(
        request,
        batch ->
            batch.schema().indexOf(NAME) < 0 && batch.schema().indexOf(BIND) < 0
                ? request
                : rewrite(batch));
  }

  private byte[] rewrite(final RecordBatch batch) {
    final Schema schema =
        new Schema(
            batch.schema().fields().stream().map(f -> f.name().equals(NAME) ? PATH : f).toList(),
            Metadata.EMPTY);
    try (Arena arena = Arena.ofConfined()) {
      final BatchBuilder builder = new BatchBuilder(schema, BuilderMemory.offHeap(arena));
      for (int i = 0; i < batch.columnCount(); i++) {
        for (long row = 0; row < batch.rowCount(); row++) {
          append(builder.column(i), batch, i, row);
        }
      }
      final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
      final ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(writer.start().toByteArray());
      out.writeBytes(writer.batch(builder, Metadata.EMPTY).toByteArray());
      out.writeBytes(writer.end().toByteArray());
      return out.toByteArray();
    }
  }

  private void append(
      final ColumnBuilder target, final RecordBatch batch, final int column, final long row) {
    final Column source = batch.column(column);
    switch (batch.schema().fields().get(column).name()) {
      case NAME -> {
        final int attach = batch.schema().indexOf(ATTACH);
        final List<String> path =
            names.path(
                attach < 0 ? null : (byte[]) Values.read(batch.column(attach), row),
                (String) Values.read(source, row));
        if (path == null) {
          target.appendNull();
        } else {
          final ListBuilder list = (ListBuilder) target;
          list.startValue();
          path.forEach(((VarBinaryBuilder) list.values())::append);
          list.endValue();
        }
      }
      case BIND -> {
        final byte[] bind = (byte[]) Values.read(source, row);
        if (bind == null) {
          target.appendNull();
        } else {
          ((VarBinaryBuilder) target).append(rewrite(bind));
        }
      }
      default -> target.append(source, row, 1);
    }
  }
}
