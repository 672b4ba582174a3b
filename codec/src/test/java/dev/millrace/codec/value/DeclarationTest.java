package dev.millrace.codec.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.value.MappingCases.Color;
import dev.millrace.codec.value.MappingCases.Point;
import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Named;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.lang.foreign.Arena;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What declarations mean, and which are refused when they are bound. */
class DeclarationTest {
  record Loop(String name, List<Loop> inner) {}

  record NoScale(BigDecimal v) {}

  record TooNarrow(@Arrow("int64") int v) {}

  record WrongType(@Arrow("utf8") long v) {}

  record NoToken(@Arrow("int65") long v) {}

  record RawList(@SuppressWarnings("rawtypes") List v) {}

  record Wild(List<?> v) {}

  record NullablePrimitive(@Nullable int v) {}

  record Twice(Optional<Optional<String>> v) {}

  record Anything(Object v) {}

  record Contradiction(@Arrow("list<item?:int32>") List<@Arrow("int64") Long> v) {}

  record ItemTooWide(@Arrow("list<item?:int64>") List<Integer> v) {}

  record OtherStruct(@Arrow("struct<x:int32>") Point v) {}

  record SameName(long a, @Named("a") long b) {}

  record BadDefault(@Default("x") long v) {}

  record BadEnumDefault(@Default("GREEN") Color v) {}

  record RecordDefault(@Default Point v) {}

  record FullBytesDefault(@Default("abc") byte[] v) {}

  record EncodedNumber(@Arrow("dictionary<index:int8,value:int64>") long v) {}

  record Unions(@Arrow("dense_union<0=a:int8>") long v) {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        Loop.class,
        NoScale.class,
        TooNarrow.class,
        WrongType.class,
        NoToken.class,
        RawList.class,
        Wild.class,
        NullablePrimitive.class,
        Twice.class,
        Anything.class,
        Contradiction.class,
        ItemTooWide.class,
        OtherStruct.class,
        SameName.class,
        BadDefault.class,
        BadEnumDefault.class,
        RecordDefault.class,
        FullBytesDefault.class,
        EncodedNumber.class,
        Unions.class,
      })
  <R extends Record> void contradictionsAreRefusedWithTheirPlace(final Class<R> type) {
    final IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> RecordCodec.of(type));
    final boolean named = type == SameName.class || refused.getMessage().contains(type.getName());
    assertTrue(named, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "x, x",
    "rowCount, row_count",
    "int8Field, int8_field",
    "annotatedInt32, annotated_int32",
    "listOfURLs, list_of_urls",
    "parseURLPath, parse_url_path",
    "URL, url",
    "aB, a_b",
    "already_snake, already_snake",
    "dictStrStr, dict_str_str",
    "echoDictEncodedString, echo_dict_encoded_string",
  })
  void namesInSnakeCase(final String java, final String wire) {
    assertEquals(wire, Names.snakeCase(java));
  }

  @SuppressWarnings("unused")
  interface Calls {
    double add(double a, @Named("bee") double b);

    void nothing();

    @Nullable
    Point point(
        Point first,
        Optional<Point> second,
        List<Point> rest,
        Map<String, Color> colors,
        StringBuilder context);

    byte @Nullable [] arrays(
        @Nullable byte[] front,
        byte @Nullable [] back,
        @Arrow("large_binary") byte[] large,
        @Default("42") long optional);
  }

  @Test
  void recordsAreStreamsAtTheLevelOfCallsAndStructsBelow() {
    assertEquals(
        "first:binary,second?:binary,rest:list<item?:struct<x:float64,y:float64>>,"
            + "colors:map<key:utf8,value?:dictionary<index:int16,value:utf8>>",
        describe(parameters("point").schema()));
    assertEquals("result?:binary", describe(result("point").schema()));
  }

  @Test
  void annotationsBeforeAnArrayMeanTheArray() {
    assertEquals(
        "front?:binary,back?:binary,large:large_binary,optional:int64",
        describe(parameters("arrays").schema()));
    assertEquals("result?:binary", describe(result("arrays").schema()));
  }

  @Test
  void callsWithoutParametersOrResultHaveNoColumns() {
    assertEquals(Schema.EMPTY, parameters("nothing").schema());
    assertEquals(Schema.EMPTY, result("nothing").schema());
    final RowCodec none = result("nothing");
    final BatchBuilder builder = builder(none);
    none.write(builder);
    assertEquals(0, builder.rowCount());
    assertEquals(0, none.read(RecordBatch.of(builder)).length);
  }

  @Test
  void parametersThereAndBack() {
    final RowCodec codec = parameters("add");
    final BatchBuilder builder = builder(codec);
    codec.write(builder, 1.25, 2.5);
    final Object[] read = codec.read(RecordBatch.of(builder));
    assertEquals(List.of(1.25, 2.5), List.of(read));
    assertEquals("a:float64,bee:float64", describe(codec.schema()));
    builder.reset();
    final ValueException refused =
        assertThrows(ValueException.class, () -> codec.write(builder, 1.0, null));
    assertEquals("bee", refused.path());
    assertThrows(IllegalArgumentException.class, () -> codec.write(builder, 1.0));
  }

  @Test
  void nullTakesTheDefaultOfAParameter() {
    final RowCodec codec = parameters("arrays");
    assertTrue(codec.hasDefault(3));
    final BatchBuilder builder = builder(codec);
    codec.write(builder, null, null, new byte[] {1}, null);
    final Object[] read = codec.read(RecordBatch.of(builder));
    assertEquals(42L, read[3]);
    assertEquals(null, read[0]);
  }

  private static BatchBuilder builder(final RowCodec codec) {
    return new BatchBuilder(codec.schema(), BuilderMemory.offHeap(Arena.ofAuto()));
  }

  private static RowCodec parameters(final String name) {
    return RowCodec.ofParameters(method(name), p -> p.getType() != StringBuilder.class);
  }

  private static RowCodec result(final String name) {
    return RowCodec.ofResult(method(name).getAnnotatedReturnType());
  }

  private static Method method(final String name) {
    for (final Method method : Calls.class.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new AssertionError(name);
  }

  private static String describe(final Schema schema) {
    return String.join(
        ",",
        schema.fields().stream()
            .map(f -> f.name() + (f.nullable() ? "?:" : ":") + TypeToken.of(f))
            .toList());
  }
}
