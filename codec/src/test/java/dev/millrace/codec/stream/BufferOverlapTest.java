package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.message.BatchMetadataTemplate;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers of a body in any order, few and many; no two may share a byte. */
class BufferOverlapTest {

  private static Schema columns(final int count) {
    final List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(Field.required("c" + i, new ArrowType.Int(64, true)));
    }
    return new Schema(fields, Metadata.EMPTY);
  }

  /** Decodes one row of columns whose buffers lie at such places of the body. */
  private static long[] decode(final long... places) {
    final int columns = places.length;
    final BatchMetadataTemplate message =
        BatchMetadataTemplate.recordBatch(
            columns, 2 * columns, 0, RecordBatchFlyweight.NONE, FrameDescriptor.ALIGNMENT);
    message.setRowCount(1);
    for (int i = 0; i < columns; i++) {
      message.setNode(i, 1, 0);
      message.setBuffer(2 * i, 0, 0);
      message.setBuffer(2 * i + 1, places[i], Long.BYTES);
    }
    final long body = 8L * columns + 64;
    message.setBodyLength(body);
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final byte[] schema = SchemaEncoder.encode(columns(columns));
      final MemorySegment bytes =
          arena.allocate(schema.length + message.maxLength(Metadata.EMPTY) + body);
      MemorySegment.copy(schema, 0, bytes, ValueLayout.JAVA_BYTE, 0, schema.length);
      final long end = schema.length + message.encode(bytes, schema.length, Metadata.EMPTY);
      for (int i = 0; i < columns; i++) {
        bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, end + places[i], i);
      }
      assertEquals(Event.SCHEMA, decoder.decode(bytes, 0, bytes.byteSize()));
      final long read = decoder.consumed();
      assertEquals(Event.BATCH, decoder.decode(bytes, read, bytes.byteSize() - read));
      final long[] values = new long[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = ((Int64Column) decoder.batch().column(i)).get(0);
      }
      return values;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 40})
  void anyOrderIsReadAndOverlapsAreRefused(final int columns) {
    final long[] places = new long[columns];
    for (int i = 0; i < columns; i++) {
      places[i] = 8L * ((i + columns / 2) % columns);
    }
    final long[] values = decode(places);
    for (int i = 0; i < columns; i++) {
      assertEquals(i, values[i]);
    }
    for (int i = 0; i < columns; i++) {
      final long right = places[i];
      for (final long off : new long[] {-7, -1, 1, 7}) {
        if (right + off >= 0 && (right > 0 || off > 0) && right + off < 8L * columns - 8) {
          places[i] = right + off;
          assertEquals(
              "COL-5", assertThrows(MalformedException.class, () -> decode(places)).clause());
        }
      }
      places[i] = right;
    }
  }
}
