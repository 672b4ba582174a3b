package dev.millrace.sdk.compat;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Puts what our worker minted in the place of what the recorded one did. */
final class Identifiers {
  private static final List<String> MINTED =
      List.of("attach_opaque_data", "transaction_opaque_data", "opaque_data", "execution_id");

  private final Map<String, byte[]> ours = new HashMap<>();

  /** Compares two answers to one request. */
  void learn(final Map<String, Object> recorded, final Map<String, Object> answered) {
    for (final String name : MINTED) {
      if (recorded.get(name) instanceof byte[] id && answered.containsKey(name)) {
        ours.put(HexFormat.of().formatHex(id), (byte[]) answered.get(name));
      }
    }
  }

  /** Rewrites a request; one without identifiers stays as it is, byte for byte. */
  byte[] in(final byte[] stream) {
    return OneRow.read(stream, batch -> in(batch, stream));
  }

  private byte[] in(final RecordBatch batch, final byte[] stream) {
    boolean changed = false;
    try (Arena arena = Arena.ofConfined()) {
      final BatchBuilder builder = new BatchBuilder(batch.schema(), BuilderMemory.offHeap(arena));
      for (int c = 0; c < batch.columnCount(); c++) {
        final Column column = batch.column(c);
        final byte[] value =
            column.field().type() instanceof ArrowType.Binary
                ? (byte[]) Values.read(column, 0)
                : null;
        final byte[] other = value == null ? null : in(column, value);
        if (other == value) {
          builder.column(c).append(column, 0, 1);
        } else {
          changed = true;
          if (other == null) {
            builder.column(c).appendNull();
          } else {
            ((VarBinaryBuilder) builder.column(c)).append(other);
          }
        }
      }
      if (!changed) {
        return stream;
      }
      final StreamWriter writer = new StreamWriter(batch.schema(), WriteOptions.DEFAULT);
      final ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(writer.start().toByteArray());
      out.writeBytes(writer.batch(builder, batch.metadata()).toByteArray());
      out.writeBytes(writer.end().toByteArray());
      return out.toByteArray();
    }
  }

  private byte[] in(final Column column, final byte[] value) {
    final String key = HexFormat.of().formatHex(value);
    if (ours.containsKey(key)) {
      final byte[] id = ours.get(key);
      return id == null && !column.field().nullable() ? value : id;
    }
    if (value.length > 8 && value[0] == -1 && value[1] == -1) {
      try {
        final byte[] rewritten = in(value);
        return rewritten == value ? value : rewritten;
      } catch (final MalformedException schemaOnly) {
        return value;
      }
    }
    return value;
  }
}
