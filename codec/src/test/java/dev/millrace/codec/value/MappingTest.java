package dev.millrace.codec.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.value.MappingCases.Color;
import dev.millrace.codec.value.MappingCases.Empty;
import dev.millrace.codec.value.MappingCases.Enums;
import dev.millrace.codec.value.MappingCases.Lists;
import dev.millrace.codec.value.MappingCases.Maps;
import dev.millrace.codec.value.MappingCases.Point;
import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each declared type becomes the Arrow type of the mapping, and its values survive the way there
 * and back.
 */
class MappingTest {
  static Stream<Arguments> values() {
    return MappingCases.values();
  }

  @ParameterizedTest
  @MethodSource("values")
  void mapsThereAndBack(final Record value, final String schema) {
    final RecordCodec<Record> codec = codec(value);
    assertEquals(schema, describe(codec.schema()));
    assertEquals(Plain.of(value), Plain.of(codec.fromStream(codec.toStream(value))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void equalValuesGiveEqualBytesWhateverWasWrittenBefore(final Record value, final String schema) {
    final RecordCodec<Record> codec = codec(value);
    final byte[] first = codec.toStream(value);
    codec.toStream(List.of(value, value));
    assertArrayEquals(first, codec.toStream(value));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static RecordCodec<Record> codec(final Record value) {
    return (RecordCodec<Record>) (RecordCodec) RecordCodec.of(value.getClass());
  }

  private static String describe(final Schema schema) {
    return String.join(
        ",",
        schema.fields().stream()
            .map(f -> f.name() + (f.nullable() ? "?:" : ":") + TypeToken.of(f))
            .toList());
  }

  @Test
  void emptyRecordHasNoRows() {
    final RecordCodec<Empty> codec = RecordCodec.of(Empty.class);
    final byte[] stream = codec.toStream(new Empty());
    final RecordBatch batch =
        EmbeddedStreams.batch(MemorySegment.ofArray(stream), 0, stream.length);
    assertEquals(0, batch.rowCount());
    assertEquals(0, batch.columnCount());
  }

  record SortedPair(@SortedKeys Map<String, Long> tags) {}

  @Test
  void sortedKeysMakeEqualMapsEqualBytes() {
    final RecordCodec<SortedPair> codec = RecordCodec.of(SortedPair.class);
    final String highest = "\uD83D\uDE00";
    final Map<String, Long> one = new LinkedHashMap<>();
    one.put(highest, 3L);
    one.put("\uFFFD", 2L);
    one.put("a", 1L);
    final Map<String, Long> other = new LinkedHashMap<>();
    other.put("a", 1L);
    other.put(highest, 3L);
    other.put("\uFFFD", 2L);
    assertArrayEquals(codec.toStream(new SortedPair(one)), codec.toStream(new SortedPair(other)));
    final List<String> read =
        List.copyOf(codec.fromStream(codec.toStream(new SortedPair(one))).tags().keySet());
    // by code point: beyond the basic plane comes last, though its first char is lower
    assertEquals(List.of("a", "\uFFFD", highest), read);
  }

  record Undeclared(
      @Nullable(declared = false) Long maxWorkers,
      @Nullable(declared = false) byte[] function,
      @Nullable(declared = false) Optional<String> text) {}

  @Test
  void nullsInFieldsDeclaredNonNull() {
    final RecordCodec<Undeclared> codec = RecordCodec.of(Undeclared.class);
    assertEquals("max_workers:int64,function:binary,text:utf8", describe(codec.schema()));
    final Undeclared read =
        codec.fromStream(codec.toStream(new Undeclared(null, null, Optional.empty())));
    assertEquals(new Undeclared(null, null, Optional.empty()), read);
    assertEquals(
        5L,
        codec.fromStream(codec.toStream(new Undeclared(5L, null, Optional.empty()))).maxWorkers());
  }

  record Numbered(
      @Arrow("dictionary<index:int16,value:utf8>") String a,
      List<@Arrow("dictionary<index:int8,value:utf8>") String> b,
      Color c) {}

  @Test
  void everyDictionaryHasItsOwnId() {
    final List<Field> fields = RecordCodec.of(Numbered.class).schema().fields();
    assertEquals(
        List.of(0L, 1L, 2L),
        Stream.of(fields.get(0), fields.get(1).children().getFirst(), fields.get(2))
            .map(Field::dictionary)
            .map(DictionaryEncoding::id)
            .toList());
  }

  record Borrowing(
      @Arrow("large_binary") MemorySegment large,
      MemorySegment plain,
      @Arrow("dictionary<index:int32,value:binary>") MemorySegment encoded) {}

  @Test
  void segmentsAreViewsOfTheMemoryRead() {
    final RecordCodec<OneSegment> codec = RecordCodec.of(OneSegment.class);
    final byte[] stream =
        codec.toStream(new OneSegment(MemorySegment.ofArray("payload".getBytes())));
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = arena.allocate(stream.length + 16L);
      MemorySegment.copy(stream, 0, memory, ValueLayout.JAVA_BYTE, 5, stream.length);
      final MemorySegment read = codec.fromStream(memory, 5, stream.length).value();
      final int at =
          new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("payload");
      assertEquals(memory.address() + 5 + at, read.address());
      assertEquals(7, read.byteSize());
      assertTrue(read.isReadOnly());
    }
  }

  record OneSegment(@Arrow("large_binary") MemorySegment value) {}

  @Test
  void hugeSegmentsAreNotCopiedIntoTheBuilder() {
    final RecordCodec<OneSegment> codec = RecordCodec.of(OneSegment.class);
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment huge = arena.allocate(1 << 20);
      huge.set(ValueLayout.JAVA_BYTE, 12345, (byte) 1);
      final BatchBuilder builder = new BatchBuilder(codec.schema(), BuilderMemory.offHeap(arena));
      codec.write(builder, new OneSegment(huge));
      builder.prepare();
      assertEquals(huge.address(), builder.bufferSegment(2).address() + builder.bufferOffset(2));
      assertEquals(
          Plain.of(new OneSegment(huge)),
          Plain.of(codec.fromStream(codec.toStream(new OneSegment(huge)))));
    }
  }

  @Test
  void segmentsOfDictionariesOutliveTheDecoder() {
    final RecordCodec<Borrowing> codec = RecordCodec.of(Borrowing.class);
    final byte[] first = codec.toStream(borrowing("one"));
    final Borrowing read = codec.fromStream(first);
    codec.fromStream(codec.toStream(borrowing("two")));
    codec.fromStream(codec.toStream(borrowing("three")));
    assertEquals(Plain.of(borrowing("one")), Plain.of(read));
  }

  private static Borrowing borrowing(final String text) {
    final MemorySegment s = MemorySegment.ofArray(text.getBytes());
    return new Borrowing(s, s, s);
  }

  record Batches(RecordBatch batch, Optional<Schema> schema) {}

  @Test
  void batchesStayReadableAfterOthersWereRead() {
    final RecordCodec<Lists> lists = RecordCodec.of(Lists.class);
    final RecordCodec<Batches> codec = RecordCodec.of(Batches.class);
    final RecordCodec<Enums> enums = RecordCodec.of(Enums.class);
    final byte[] inner = enums.toStream(new Enums(Color.RED, Color.BLUE, Optional.empty()));
    final RecordBatch batch = EmbeddedStreams.batch(MemorySegment.ofArray(inner), 0, inner.length);
    final byte[] stream = codec.toStream(new Batches(batch, Optional.of(lists.schema())));
    final Batches read = codec.fromStream(stream);
    for (int i = 0; i < 3; i++) {
      codec.fromStream(codec.toStream(new Batches(batch, Optional.empty())));
    }
    assertEquals(new Enums(Color.RED, Color.BLUE, Optional.empty()), enums.read(read.batch()));
    assertEquals(lists.schema(), read.schema().orElseThrow());
  }

  @Test
  void whatIsReadCanNotBeModified() {
    final RecordCodec<Maps> maps = RecordCodec.of(Maps.class);
    final Maps read =
        maps.fromStream(
            maps.toStream(new Maps(Map.of("k", 1L), Map.of(), Map.of(1, List.of("x")), Map.of())));
    assertThrows(UnsupportedOperationException.class, () -> read.plain().put("a", 1L));
    assertThrows(UnsupportedOperationException.class, () -> read.sorted().clear());
    assertThrows(UnsupportedOperationException.class, () -> read.lists().get(1).set(0, "y"));
  }

  @Test
  void manyRowsInOneBatch() {
    final RecordCodec<Point> codec = RecordCodec.of(Point.class);
    final List<Point> points = List.of(new Point(1, 2), new Point(3, 4), new Point(5, 6));
    final byte[] stream = codec.toStream(points);
    assertEquals(points, codec.listFromStream(MemorySegment.ofArray(stream), 0, stream.length));
    assertThrows(ValueException.class, () -> codec.fromStream(stream));
    final byte[] none = codec.toStream(List.of());
    assertEquals(List.of(), codec.listFromStream(MemorySegment.ofArray(none), 0, none.length));
    assertFalse(none.length == 0);
  }

  @Test
  void codecsAreMadeOnce() {
    assertSame(RecordCodec.of(Point.class), RecordCodec.of(Point.class));
    assertSame(RecordCodec.of(Point.class).schema(), RecordCodec.of(Point.class).schema());
  }
}
