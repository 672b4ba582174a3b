package dev.millrace.codec.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Misuse of builders is told at once, as what it is. */
final class BuilderMisuseTest {
  private static final ArrowType INT64 = new ArrowType.Int(64, true);

  private final Arena arena = Arena.ofConfined();
  private final BuilderMemory memory = BuilderMemory.offHeap(arena);

  @AfterEach
  void close() {
    arena.close();
  }

  private BatchBuilder of(final Field... fields) {
    return new BatchBuilder(Schema.of(fields), memory);
  }

  private static void illegalState(final String part, final Runnable action) {
    final IllegalStateException e = assertThrows(IllegalStateException.class, action::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static void illegalArgument(final String part, final Runnable action) {
    final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void wrongBuilderClassNamesBoth() {
    final BatchBuilder batch = of(Field.nullable("a", INT64));
    illegalArgument(
        "Int64Builder, not a VarBinaryBuilder", () -> batch.column(0, VarBinaryBuilder.class));
    illegalArgument("no column 'b'", () -> batch.column("b"));
  }

  @Test
  void unequalLengthsAreRefused() {
    final BatchBuilder batch = of(Field.nullable("a", INT64), Field.nullable("b", INT64));
    batch.column(0, Int64Builder.class).append(1L, 2L);
    batch.column(1, Int64Builder.class).append(1L);
    illegalState("'b' (int64) has 1 values in a batch of 2 rows", batch::prepare);
    batch.column(1, Int64Builder.class).append(2L);
    batch.prepare();
    batch.rowCount(3);
    illegalState("batch of 3 rows", batch::prepare);
  }

  @Test
  void nullsNeedANullableField() {
    final BatchBuilder batch = of(Field.required("a", INT64));
    illegalArgument("non-nullable field 'a'", () -> batch.column(0).appendNull());
    batch.column(0).appendUndeclaredNull();
    batch.prepare();
    assertEquals(1, batch.nodeNullCount(0));
  }

  @Test
  void integersOutOfRangeAreRefused() {
    final BatchBuilder batch =
        of(
            Field.nullable("a", new ArrowType.Int(8, true)),
            Field.nullable("b", new ArrowType.Int(16, false)));
    final IntegerBuilder a = batch.column(0, IntegerBuilder.class);
    a.appendLong(-128);
    a.appendLong(127);
    illegalArgument("128 is out of the range of 'a' (int8)", () -> a.appendLong(128));
    illegalArgument("-129", () -> a.appendLong(-129));
    final IntegerBuilder b = batch.column(1, IntegerBuilder.class);
    b.appendLong(65_535);
    illegalArgument("-1 is out of the range of 'b' (uint16)", () -> b.appendLong(-1));
    illegalArgument("65536", () -> b.appendLong(65_536));
    assertEquals(2, a.length());
    assertEquals(1, b.length());
  }

  @Test
  void decimalsMustFit() {
    final DecimalBuilder b =
        of(Field.nullable("d", new ArrowType.Decimal(5, 2, 128))).column(0, DecimalBuilder.class);
    b.append(new BigDecimal("123.4"));
    illegalArgument("more decimals", () -> b.append(new BigDecimal("1.234")));
    illegalArgument("exceeds", () -> b.append(new BigDecimal("1234.5")));
    illegalArgument("exceeds", () -> b.appendUnscaled(BigInteger.valueOf(100_000)));
    final DecimalBuilder narrow =
        of(Field.nullable("d", new ArrowType.Decimal(9, 0, 32))).column(0, DecimalBuilder.class);
    illegalArgument("exceeds", () -> narrow.appendUnscaled(1L << 31));
    assertEquals(1, b.length());
  }

  @Test
  void fixedWidthBytesMustHaveTheWidth() {
    final FixedBinaryBuilder b =
        of(Field.nullable("f", new ArrowType.FixedSizeBinary(4)))
            .column(0, FixedBinaryBuilder.class);
    illegalArgument("3 bytes", () -> b.append(new byte[3]));
  }

  @Test
  void fillingInPlaceStaysInTheReservedRoom() {
    final Int64Builder b = of(Field.nullable("a", INT64)).column(0, Int64Builder.class);
    b.reserve(10);
    illegalArgument("beyond the reserved", () -> b.setLength(1_000_000));
    b.setLength(10);
    assertThrows(IndexOutOfBoundsException.class, () -> b.set(10, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> b.setNull(-1));
    illegalArgument("a count of -1", () -> b.reserve(-1));
    final VarBinaryBuilder s =
        of(Field.nullable("s", new ArrowType.Utf8())).column(0, VarBinaryBuilder.class);
    s.reserve(2);
    s.reserveBytes(10);
    illegalArgument("last offset", () -> s.setLength(2, 10));
    illegalArgument("beyond the reserved room", () -> s.commit(1_000_000));
  }

  @Test
  void listsAreStartedAndEnded() {
    final BatchBuilder batch =
        of(Field.nullable("l", new ArrowType.List(), Field.nullable("i", INT64)));
    final ListBuilder lists = batch.column(0, ListBuilder.class);
    illegalState("no list was started", lists::endValue);
    lists.startValue();
    illegalState("not ended", lists::startValue);
    illegalState("not ended", batch::prepare);
    lists.endValue();
    lists.values(Int64Builder.class).append(1L);
    illegalState("1 items, but the lists hold 0", lists::startValue);
    illegalState("1 items, but the lists hold 0", batch::prepare);
    batch.reset();
    batch.prepare();
  }

  @Test
  void fixedSizeListsHaveTheirSize() {
    final FixedSizeListBuilder lists =
        of(Field.nullable("l", new ArrowType.FixedSizeList(2), Field.nullable("i", INT64)))
            .column(0, FixedSizeListBuilder.class);
    lists.startValue();
    lists.values(Int64Builder.class).append(1L);
    illegalState("a list of 1 items instead of 2", lists::endValue);
    lists.values(Int64Builder.class).append(2L, 3L, 4L);
    illegalState("4 items for 3 lists", () -> lists.setLength(3));
    lists.setLength(2);
    assertEquals(2, lists.length());
  }

  @Test
  void structsNeedEveryChild() {
    final BatchBuilder batch =
        of(
            Field.nullable(
                "s",
                new ArrowType.Struct(),
                Field.nullable("a", INT64),
                Field.nullable("b", INT64)));
    final StructBuilder struct = batch.column(0, StructBuilder.class);
    struct.child(0, Int64Builder.class).append(1L);
    illegalState("child 'b' (int64) has 0 values instead of 1", struct::endValue);
    illegalState("child 'a' (int64) has 1 values instead of 0", struct::appendNull);
    struct.child(1, Int64Builder.class).append(1L);
    struct.endValue();
    batch.prepare();
  }

  @Test
  void mapsNeedAsManyValuesAsKeys() {
    final MapBuilder map =
        of(Field.nullable(
                "m",
                new ArrowType.Map(false),
                Field.required(
                    "entries",
                    new ArrowType.Struct(),
                    Field.required("key", new ArrowType.Utf8()),
                    Field.nullable("value", INT64))))
            .column(0, MapBuilder.class);
    map.startValue();
    ((VarBinaryBuilder) map.keys()).append("k");
    illegalState("child 'value'", map::endValue);
    illegalArgument("non-nullable", () -> map.keys().appendNull());
  }

  @Test
  void unionSlotsNeedAValue() {
    for (final ArrowType.UnionMode mode : ArrowType.UnionMode.values()) {
      final BatchBuilder batch =
          of(
              Field.nullable(
                  "u",
                  new ArrowType.Union(mode, List.of(0, 1)),
                  Field.required("a", INT64),
                  Field.required("b", new ArrowType.Utf8())));
      final UnionBuilder union = batch.column(0, UnionBuilder.class);
      illegalArgument("no child of 'u'", union::appendNull);
      illegalArgument("not a Int64Builder", () -> union.append(1, Int64Builder.class));
      assertEquals(0, union.length());
      union.append(1);
      illegalState("no value in child 'b'", () -> union.append(0));
      illegalState("no value in child 'b'", batch::prepare);
    }
  }

  @Test
  void runsHaveOneValueAndFitTheirType() {
    final BatchBuilder batch =
        of(
            Field.nullable(
                "r",
                new ArrowType.RunEndEncoded(),
                Field.required("run_ends", new ArrowType.Int(16, true)),
                Field.nullable("values", INT64)));
    final RunEndBuilder runs = batch.column(0, RunEndBuilder.class);
    illegalState("there is no run yet", () -> runs.extendRun(1));
    illegalState("0 values for 1 runs", () -> runs.endRun(1));
    runs.values(Int64Builder.class).append(7L);
    illegalArgument("a run of 0", () -> runs.endRun(0));
    illegalState("1 values for 0 runs", batch::prepare);
    illegalState("1 values for 0 runs", () -> runs.extendRun(1));
    runs.endRun(32_766);
    runs.extendRun(1);
    illegalState("does not fit int16", () -> runs.appendNulls(1));
    batch.prepare();
    assertEquals(32_767, batch.rowCount());
  }

  @Test
  void dictionariesFitTheirIndexType() {
    final BatchBuilder batch =
        of(
            Field.nullable("d", new ArrowType.Utf8())
                .withDictionary(new DictionaryEncoding(1, new ArrowType.Int(8, true), false)));
    final DictionaryBuilder d = batch.column(0, DictionaryBuilder.class);
    for (int i = 0; i < 128; i++) {
      d.append("value " + i);
    }
    d.append("value 127");
    illegalState("more than the index type can number", () -> d.append("one more"));
    illegalArgument("not a IntegerBuilder", () -> d.append(1L));
    assertThrows(IndexOutOfBoundsException.class, () -> d.appendIndex(200));
    illegalState("in use", d::clearDictionary);
    batch.reset();
    d.clearDictionary();
    assertEquals(0, d.values().length());
  }

  @Test
  void schemasThatAreNoneAreRefused() {
    illegalArgument("list", () -> of(Field.nullable("l", new ArrowType.FixedSizeList(2))));
    illegalArgument(
        "struct of key and value",
        () -> of(Field.nullable("m", new ArrowType.Map(false), Field.nullable("x", INT64))));
    illegalArgument(
        "run ends",
        () ->
            of(
                Field.nullable(
                    "r",
                    new ArrowType.RunEndEncoded(),
                    Field.required("run_ends", new ArrowType.Int(8, true)),
                    Field.nullable("values", INT64))));
  }

  @Test
  void thirtyTwoBitOffsetsEndAtTwoGigabytes(@TempDir final Path folder) throws IOException {
    // a sparse file: two gigabytes of address space, not of memory
    final Path file = folder.resolve("sparse");
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena mapped = Arena.ofConfined()) {
      final MemorySegment huge = channel.map(FileChannel.MapMode.READ_WRITE, 0, 1L << 31, mapped);
      final BatchBuilder batch =
          of(
              Field.nullable("s", new ArrowType.Binary()),
              Field.nullable("l", new ArrowType.LargeBinary()));
      final VarBinaryBuilder small = batch.column(0, VarBinaryBuilder.class);
      illegalState("use large_* types", () -> small.adopt(huge, 0, 1L << 31));
      small.adopt(huge, 0, Integer.MAX_VALUE);
      illegalState("use large_* types", () -> small.append(new byte[1]));
      illegalState("use large_* types", () -> small.append("x"));
      small.append("");
      batch.column(1, LargeVarBinaryBuilder.class).adopt(huge, 0, 1L << 31);
      batch.column(1, LargeVarBinaryBuilder.class).appendNull();
      batch.prepare();
      assertEquals(Integer.MAX_VALUE, batch.bufferLength(2));
      assertEquals(huge, batch.bufferSegment(2));
      assertEquals(1L << 31, batch.bufferLength(5));
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void thirtyTwoBitListsEndAtTwoBillionItems() {
    final ListBuilder lists =
        of(Field.nullable("l", new ArrowType.List(), Field.nullable("i", new ArrowType.Null())))
            .column(0, ListBuilder.class);
    lists.startValue();
    lists.values(NullBuilder.class).setLength(1L << 31);
    illegalState("use large_* types", lists::endValue);
  }

  @Test
  void closedMemoryIsTold() {
    final OffHeapMemory own = BuilderMemory.offHeap();
    final BatchBuilder batch = new BatchBuilder(Schema.of(Field.nullable("a", INT64)), own);
    final Int64Builder b = batch.column(0, Int64Builder.class);
    b.append(1L);
    own.close();
    own.close();
    assertThrows(IllegalStateException.class, () -> b.append(2L));
    assertThrows(IllegalStateException.class, () -> b.append(new long[1000]));
  }
}
