package dev.millrace.codec.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.DecimalBuilder;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.ListBuilder;
import dev.millrace.codec.build.ListViewBuilder;
import dev.millrace.codec.value.ConformanceRecords.AllTypes;
import dev.millrace.codec.value.ConformanceRecords.ContainerWideTypes;
import dev.millrace.codec.value.ConformanceRecords.DeepNested;
import dev.millrace.codec.value.ConformanceRecords.EmbeddedArrow;
import dev.millrace.codec.value.ConformanceRecords.NestedContainers;
import dev.millrace.codec.value.ConformanceRecords.Point;
import dev.millrace.codec.value.ConformanceRecords.WideTypes;
import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes from a hostile peer end in one of the two errors, or in a value; never in anything else.
 */
class HostileValueTest {

  static Stream<Arguments> fixtures() {
    return Stream.of(
        Arguments.of("point", Point.class),
        Arguments.of("all_types", AllTypes.class),
        Arguments.of("wide_types", WideTypes.class),
        Arguments.of("container_wide_types", ContainerWideTypes.class),
        Arguments.of("deep_nested", DeepNested.class),
        Arguments.of("embedded_arrow", EmbeddedArrow.class),
        Arguments.of("nested_containers", NestedContainers.class));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  <R extends Record> void streamsCutAnywhere(final String name, final Class<R> type)
      throws IOException {
    final byte[] stream = ConformanceFixtureTest.fixture(name);
    final RecordCodec<R> codec = RecordCodec.of(type);
    final int batchEnd = stream.length - 8;
    for (int length = 0; length < stream.length; length++) {
      final byte[] cut = Arrays.copyOf(stream, length);
      if (length == batchEnd) {
        // the end mark is all that is missing
        assertEquals(type, codec.fromStream(cut).getClass());
      } else {
        assertThrows(MalformedException.class, () -> codec.fromStream(cut), "cut at " + length);
      }
    }
  }

  record Longs(List<@Nullable Long> v) {}

  record Texts(List<String> v) {}

  record Matrix(List<List<Long>> v) {}

  record EncodedList(List<@Arrow("dictionary<index:int8,value:utf8>") String> v) {}

  private static BatchBuilder builder(final String token) {
    final Schema schema = Schema.of(TypeToken.parse(token).withName("v"));
    return new BatchBuilder(schema, BuilderMemory.offHeap(Arena.ofAuto()));
  }

  private static void refused(final BatchBuilder builder, final Class<? extends Record> type) {
    final byte[] stream = StreamScratch.stream(builder);
    assertThrows(ValueException.class, () -> RecordCodec.of(type).fromStream(stream));
  }

  @Test
  void itemsWithoutBytes() {
    final BatchBuilder builder = builder("list<item?:null>");
    final ListBuilder lists = builder.column(0, ListBuilder.class);
    lists.startValue();
    lists.values().appendNulls(Integer.MAX_VALUE);
    lists.endValue();
    refused(builder, Longs.class);
  }

  record Money(@Arrow("decimal128(20,4)") BigDecimal v) {}

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, 100_000_000, -100_000_000})
  void scalesThatWouldMakeEndlessDigits(final int scale) {
    final BatchBuilder builder = builder("decimal128(38," + scale + ")");
    builder.column(0, DecimalBuilder.class).appendUnscaled(10);
    assertTimeout(Duration.ofSeconds(5), () -> refused(builder, Money.class));
    builder.reset();
    builder.column(0, DecimalBuilder.class).appendUnscaled(0);
    final byte[] zero = StreamScratch.stream(builder);
    assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertEquals(
                new Money(new BigDecimal("0.0000")), RecordCodec.of(Money.class).fromStream(zero)));
  }

  @Test
  void dictionariesThatRepeatHugeValues() {
    final BatchBuilder builder = builder("list<item?:dictionary<index:int8,value:utf8>>");
    final ListBuilder lists = builder.column(0, ListBuilder.class);
    lists.startValue();
    final DictionaryBuilder items = lists.values(DictionaryBuilder.class);
    items.append("x".repeat(1 << 20));
    for (int i = 0; i < 1 << 16; i++) {
      items.appendIndex(0);
    }
    lists.endValue();
    // 64 GiB of text in 1.1 MB
    refused(builder, Texts.class);
    refused(builder, EncodedList.class);
  }

  @Test
  void viewsThatShareTheirItems() {
    final int size = 1 << 15;
    final BatchBuilder builder = builder("list<item?:list_view<item?:int64>>");
    final ListBuilder outer = builder.column(0, ListBuilder.class);
    outer.startValue();
    final ListViewBuilder inner = outer.values(ListViewBuilder.class);
    inner.values(Int64Builder.class).append(new long[size]);
    for (int i = 0; i < size; i++) {
      inner.appendView(0, size);
    }
    outer.endValue();
    // 2^30 items in 0.5 MB
    refused(builder, Matrix.class);
  }

  @Test
  void severalBatchesAreNoRecord() {
    final RecordCodec<Point> codec = RecordCodec.of(Point.class);
    final byte[] once = codec.toStream(new Point(1, 2));
    final int batchStart = batchStart(once);
    final int batch = once.length - 8 - batchStart;
    final byte[] twice = new byte[once.length + batch];
    System.arraycopy(once, 0, twice, 0, once.length - 8);
    System.arraycopy(once, batchStart, twice, once.length - 8, once.length - batchStart);
    final MalformedException refused =
        assertThrows(MalformedException.class, () -> codec.fromStream(twice));
    assertEquals("VAL-6", refused.clause());
    final byte[] none = new byte[batchStart + 8];
    System.arraycopy(once, 0, none, 0, batchStart);
    System.arraycopy(once, once.length - 8, none, batchStart, 8);
    assertThrows(MalformedException.class, () -> codec.fromStream(none));
  }

  private static int batchStart(final byte[] stream) {
    // prefix, then the length of the schema's metadata
    return 8 + (stream[4] & 0xFF | (stream[5] & 0xFF) << 8);
  }

  @Test
  void whatFollowsTheStreamIsNotLookedAt() {
    final RecordCodec<Point> codec = RecordCodec.of(Point.class);
    final byte[] stream = codec.toStream(new Point(1, 2));
    final byte[] longer = Arrays.copyOf(stream, stream.length + 100);
    Arrays.fill(longer, stream.length, longer.length, (byte) 0x55);
    assertEquals(new Point(1, 2), codec.fromStream(longer));
  }

  record Outer(RecordBatch batch) {}

  record Blob(byte[] batch) {}

  @Test
  void brokenStreamsInsideOfSoundOnes() {
    final byte[] stream = RecordCodec.of(Blob.class).toStream(new Blob(new byte[] {1, 2, 3}));
    assertThrows(MalformedException.class, () -> RecordCodec.of(Outer.class).fromStream(stream));
  }
}
