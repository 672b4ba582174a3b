package dev.millrace.codec.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.corpus.Values;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory that producers write themselves, validity that comes late, memory that is used again. */
final class InPlaceFillTest {
  private static final ArrowType INT64 = new ArrowType.Int(64, true);

  private final Arena arena = Arena.ofConfined();
  private final BuilderMemory memory = BuilderMemory.offHeap(arena);

  @AfterEach
  void close() {
    arena.close();
  }

  private BatchBuilder of(final ArrowType type) {
    return new BatchBuilder(Schema.of(Field.nullable("c", type)), memory);
  }

  private static List<Object> values(final BatchBuilder batch) {
    return Values.of(RecordBatch.of(batch).column(0));
  }

  private static void fill(final Int64Builder b, final long from, final int count) {
    b.reserve(count);
    for (int i = 0; i < count; i++) {
      b.segment().set(ValueLayout.JAVA_LONG, b.dataOffset() + (b.length() + i) * 8, from + i);
    }
    b.setLength(b.length() + count);
  }

  @Test
  void filledSlotsMixWithAppendsAndNulls() {
    final BatchBuilder batch = of(INT64);
    final Int64Builder b = batch.column(0, Int64Builder.class);
    fill(b, 10, 3);
    b.append(99L);
    b.appendNull();
    fill(b, 20, 2);
    b.setNull(0);
    b.setNull(5);
    b.set(5, 55);
    assertEquals(Arrays.asList(null, 11L, 12L, 99L, null, 55L, 21L), values(batch));
    assertEquals(2, b.nullCount());
    b.setLength(4);
    assertEquals(1, b.nullCount());
    fill(b, 30, 2);
    assertEquals(Arrays.asList(null, 11L, 12L, 99L, 30L, 31L), values(batch));
    b.set(0, 1);
    batch.prepare();
    assertEquals(0, batch.bufferLength(0), "no null is left, so no bitmap goes out");
  }

  @Test
  void validityBitmapsComeFromOutside() {
    final BatchBuilder batch = of(INT64);
    final Int64Builder b = batch.column(0, Int64Builder.class);
    fill(b, 0, 20);
    final MemorySegment bits = arena.allocate(4);
    bits.set(ValueLayout.JAVA_SHORT, 0, (short) 0b0101_1111_1110_1000);
    b.setValidity(2, bits, 0, 3, 13);
    final List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      final boolean valid = i < 2 || i >= 15 || (0b0101_1111_1110_1000 >> (i + 1) & 1) != 0;
      expected.add(valid ? (Object) (long) i : null);
    }
    assertEquals(expected, values(batch));
    assertEquals(expected.stream().filter(v -> v == null).count(), b.nullCount());
  }

  @Test
  void oldContentNeverShows() {
    for (final ArrowType type : List.of(INT64, new ArrowType.Bool(), new ArrowType.Utf8())) {
      final BatchBuilder batch = of(type);
      for (int round = 0; round < 3; round++) {
        batch.reset();
        for (int i = 0; i < 70; i++) {
          switch (batch.column(0)) {
            case Int64Builder b -> b.append(-1L);
            case BoolBuilder b -> b.append(true);
            case VarBinaryBuilder b -> b.append("\uffff");
            default -> throw new AssertionError();
          }
        }
        batch.reset();
        batch.column(0).appendNulls(3);
        batch.column(0).appendEmpty(4);
        batch.prepare();
        for (int buffer = 0; buffer < batch.bufferCount(); buffer++) {
          for (long i = 0; i < batch.bufferLength(buffer); i++) {
            final int expected = buffer == 0 ? 0b111_1000 : 0;
            assertEquals(
                expected,
                batch
                    .bufferSegment(buffer)
                    .get(ValueLayout.JAVA_BYTE, batch.bufferOffset(buffer) + i),
                type + " buffer " + buffer + " byte " + i);
          }
        }
      }
    }
  }

  @Test
  void bytesAreCommittedWhereTheyWereWritten() {
    final BatchBuilder batch = of(new ArrowType.Utf8());
    final VarBinaryBuilder b = batch.column(0, VarBinaryBuilder.class);
    b.append("first");
    b.reserveBytes(3);
    b.dataSegment().setString(b.dataOffset() + b.dataLength(), "ab");
    b.commit(2);
    b.append("");
    assertEquals(List.of("first", "ab", ""), values(batch));
  }

  @Test
  void textAndOffsetsAreFilledInPlace() {
    final BatchBuilder batch = of(new ArrowType.LargeUtf8());
    final LargeVarBinaryBuilder b = batch.column(0, LargeVarBinaryBuilder.class);
    b.reserve(2);
    b.reserveBytes(6);
    b.dataSegment().setString(b.dataOffset(), "abcde");
    b.offsetsSegment().set(ValueLayout.JAVA_LONG, b.offsetsOffset() + 8, 3);
    b.offsetsSegment().set(ValueLayout.JAVA_LONG, b.offsetsOffset() + 16, 5);
    b.setLength(2, 5);
    b.appendNull();
    assertEquals(Arrays.asList("abc", "de", null), values(batch));
  }

  @Test
  void adoptedBytesAreSentFromWhereTheyLie() {
    final MemorySegment value = arena.allocate(1000);
    value.fill((byte) 7);
    for (final ArrowType type :
        List.of(new ArrowType.Binary(), new ArrowType.LargeBinary(), new ArrowType.BinaryView())) {
      final BatchBuilder batch = of(type);
      final BinaryLikeBuilder b = batch.column(0, BinaryLikeBuilder.class);
      b.appendNull();
      b.adopt(value, 100, 800);
      batch.prepare();
      final int last = batch.bufferCount() - 1;
      assertSame(value, batch.bufferSegment(last));
      assertEquals(100, batch.bufferOffset(last));
      assertEquals(800, batch.bufferLength(last));
      final List<Object> expected = new ArrayList<>(Arrays.asList(null, "0x" + "07".repeat(800)));
      assertEquals(expected, values(batch));
      // more bytes: adopted ones are copied where the layout can't have both
      b.append(new byte[20]);
      b.adopt(value, 0, 30);
      expected.add("0x" + "00".repeat(20));
      expected.add("0x" + "07".repeat(30));
      assertEquals(expected, values(batch));
      batch.reset();
      b.append(new byte[2]);
      assertEquals(List.of("0x0000"), values(batch));
    }
    assertEquals(7, value.get(ValueLayout.JAVA_BYTE, 999));
  }

  @Test
  void memoryIsUsedAgain() {
    final BatchBuilder batch = of(INT64);
    final Int64Builder b = batch.column(0, Int64Builder.class);
    b.append(new long[5000]);
    final MemorySegment place = b.segment();
    batch.reset();
    b.append(new long[5000]);
    assertSame(place, b.segment());
    batch.release();
    assertEquals(0, b.segment().byteSize());
    b.append(new long[5000]);
    assertSame(place, b.segment());
  }
}
