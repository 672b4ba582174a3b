package dev.millrace.dispatch.cast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.value.RecordCodec;
import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches brought to a declared schema. */
class InputCoercionTest {
  private final OffHeapMemory memory = BuilderMemory.offHeap();

  private static Schema schema(final String... namesAndTypes) {
    final Field[] fields = new Field[namesAndTypes.length / 2];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          TypeToken.parse(namesAndTypes[2 * i + 1])
              .withName(namesAndTypes[2 * i])
              .withNullable(true);
    }
    return new Schema(List.of(fields), Metadata.EMPTY);
  }

  /** Casts a column given as text, by way of the coercion under test for everything but utf8. */
  private RecordBatch column(final String type, final String... values) {
    final BatchBuilder texts = new BatchBuilder(schema("v", "utf8"), memory);
    for (final String value : values) {
      if (value == null) {
        texts.column(0).appendNull();
      } else {
        texts.column(0, dev.millrace.codec.build.VarBinaryBuilder.class).append(value);
      }
    }
    final RecordBatch batch = RecordBatch.of(texts);
    return type.equals("utf8") ? batch : new InputCoercion(schema("v", type), memory).coerce(batch);
  }

  private RecordBatch coerce(final RecordBatch batch, final String type) {
    return new InputCoercion(schema("v", type), memory).coerce(batch);
  }

  @ParameterizedTest
  @CsvSource({
    "int8, float64, -7, -7.0",
    "int32, float64, 3, 3.0",
    "uint8, int64, 200, 200",
    "int64, uint8, 255, 255",
    "uint64, float64, 9, 9.0",
    "uint64, utf8, 18446744073709551615, 18446744073709551615",
    "float32, float64, 0.5, 0.5",
    "float64, float32, 0.5, 0.5",
    "float64, int16, 12, 12",
    "float64, uint64, 18446744073709549568, -2048",
    "bool, float64, true, 1.0",
    "int32, bool, 2, true",
    "utf8, float64, 1.5, 1.5",
    "large_utf8, float64, 1e3, 1000.0",
    "utf8_view, int32, 42, 42",
    "binary, int64, 42, 42",
    "utf8, large_utf8, λ, λ",
    "large_utf8, utf8_view, a text longer than twelve bytes, a text longer than twelve bytes",
    "utf8, bool, TRUE, true",
    "'decimal128(10,2)', float64, 1.25, 1.25",
    "'decimal128(10,2)', int64, 12.00, 12",
    "'decimal128(10,2)', 'decimal128(20,4)', 1.25, 1.2500",
    "int64, 'decimal128(20,4)', 7, 7.0000",
  })
  void valueSurvives(final String from, final String to, final String text, final String expected) {
    final RecordBatch out = coerce(column(from, text, null), to);
    assertEquals(schema("v", to), out.schema());
    assertEquals(expected, String.valueOf(Values.of(out.column(0)).get(0)));
    assertTrue(out.column(0).isNull(1));
  }

  @ParameterizedTest
  @CsvSource({
    "int64, float64, 9007199254740993",
    "int64, float32, 16777217",
    "int64, int32, 2147483648",
    "int64, uint8, -1",
    "int64, uint64, -1",
    "uint64, int64, 9223372036854775808",
    "float64, int64, 1.5",
    "float64, int64, 1e19",
    "utf8, float64, zz",
    "utf8, int64, 1e99999999",
    "utf8, int64, 1e300",
    "utf8, bool, maybe",
    "'decimal128(10,2)', int64, 1.25",
    "'decimal128(10,2)', 'decimal128(10,1)', 1.25",
    "int64, 'decimal128(4,2)', 100",
  })
  void valueThatWouldNotSurviveIsRefused(final String from, final String to, final String text) {
    final RecordBatch batch = column(from, text);
    final RpcException e = assertThrows(RpcException.class, () -> coerce(batch, to));
    assertEquals("TypeError", e.errorType());
    assertTrue(e.errorMessage().startsWith("Input schema mismatch: "), e.errorMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "utf8, timestamp(us)",
    "utf8, list<item?:utf8>",
    "utf8, struct<a:int8>",
    "utf8, 'dictionary<index:int8,value:utf8>'"
  })
  void typesWithoutACast(final String from, final String to) {
    assertThrows(RpcException.class, () -> coerce(column(from, "1"), to));
  }

  record Nested(
      @Arrow("timestamp(ms)") LocalDateTime time,
      List<Integer> numbers,
      Part part,
      Status status,
      @Nullable String text) {
    record Part(int x) {}

    enum Status {
      ON,
      OFF
    }
  }

  @Test
  void nestedTemporalAndDictionaryColumns() {
    final RecordCodec<Nested> codec = RecordCodec.of(Nested.class);
    final BatchBuilder builder = new BatchBuilder(codec.schema(), memory);
    final LocalDateTime time = LocalDateTime.of(2026, 11, 21, 1, 2, 3);
    codec.write(
        builder, new Nested(time, List.of(1, 2), new Nested.Part(5), Nested.Status.OFF, null));
    final RecordBatch out =
        new InputCoercion(
                schema(
                    "text", "large_utf8",
                    "status", "utf8",
                    "part", "struct<x:int64>",
                    "numbers", "large_list<item?:float64>",
                    "time", "timestamp(ns)"),
                memory)
            .coerce(RecordBatch.of(builder));
    assertTrue(out.column("text").isNull(0));
    assertEquals("OFF", Values.of(out.column("status")).get(0));
    assertEquals("[1.0, 2.0]", Values.of(out.column("numbers")).get(0).toString());
    assertTrue(Values.of(out.column("part")).get(0).toString().contains("5"));
    assertEquals(
        time.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L,
        ((dev.millrace.codec.column.Int64Column) out.column("time")).get(0));
  }

  @Test
  void sameSchemaCostsNothing() {
    final RecordBatch batch = column("utf8", "x");
    assertSame(batch, coerce(batch, "utf8"));
  }

  @Test
  void nullWhereNoneIsDeclared() {
    final Schema strict = Schema.of(schema("v", "utf8").fields().getFirst().withNullable(false));
    final InputCoercion coercion = new InputCoercion(strict, memory);
    assertEquals(strict, coercion.coerce(column("utf8", "x")).schema());
    assertThrows(RpcException.class, () -> coercion.coerce(column("utf8", "x", null)));
  }

  @Test
  void schemaMayChangeFromBatchToBatch() {
    final InputCoercion coercion = new InputCoercion(schema("v", "float64"), memory);
    assertEquals(List.of(1.0), Values.of(coercion.coerce(column("int8", "1")).column(0)));
    assertEquals(List.of(2.5), Values.of(coercion.coerce(column("utf8", "2.5")).column(0)));
    assertEquals(List.of(3.0), Values.of(coercion.coerce(column("float64", "3")).column(0)));
    coercion.close();
    coercion.close();
  }

  @Test
  void setsOfNamesMustBeEqual() {
    final InputCoercion coercion = new InputCoercion(schema("w", "utf8"), memory);
    assertThrows(RpcException.class, () -> coercion.coerce(column("utf8", "x")));
    assertThrows(
        RpcException.class,
        () -> new InputCoercion(Schema.EMPTY, memory).coerce(column("utf8", "x")));
  }
}
