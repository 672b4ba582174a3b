package dev.millrace.wire.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.IntervalUnit;
import dev.millrace.wire.schema.ArrowType.Precision;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.ArrowType.UnionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTokenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "bool",
        "int8",
        "uint64",
        "float16",
        "float32",
        "float64",
        "utf8",
        "large_utf8",
        "utf8_view",
        "binary",
        "large_binary",
        "binary_view",
        "fixed_size_binary(8)",
        "date32",
        "date64",
        "time32(ms)",
        "time64(us)",
        "timestamp(ns)",
        "timestamp(us,tz=UTC)",
        "timestamp(s,tz=America/St_Johns)",
        "timestamp(s,tz=+07:30)",
        "timestamp(us,tz=)",
        "duration(s)",
        "interval_months",
        "interval_day_time",
        "interval_month_day_nano",
        "decimal32(9,2)",
        "decimal64(18,-3)",
        "decimal128(38,9)",
        "decimal256(76,76)",
        "list<item?:utf8>",
        "list<item:list<item?:int64>>",
        "large_list<item?:int8>",
        "list_view<item?:int8>",
        "large_list_view<item:int8>",
        "fixed_size_list(3)<item?:float32>",
        "struct<>",
        "struct<a:int32,b?:utf8>",
        "struct<name with spaces:int32,ünï?:utf8>",
        "map<key:utf8,value?:int64>",
        "map<key:utf8,value?:int64>,keys_sorted",
        "map<key:map<key:utf8,value:int8>,keys_sorted,value?:utf8>",
        "struct<m:map<key:utf8,value?:int8>,keys_sorted:bool>",
        "struct<m:map<key:utf8,value?:int8>,keys_sorted?:bool>",
        "struct<d:dictionary<index:int8,value:utf8>,ordered,ordered:bool>",
        "dense_union<0=a?:int32,5=b:utf8>",
        "sparse_union<7=a?:int32>",
        "sparse_union<>",
        "dictionary<index:int16,value:utf8>",
        "dictionary<index:uint32,value:list<item?:utf8>>,ordered",
        "run_end_encoded<run_ends:int32,values:utf8>",
        "extension(arrow.uuid)<fixed_size_binary(16)>",
        "extension(a.b)<dictionary<index:int8,value:utf8>>",
      })
  void printsWhatItReads(final String token) {
    assertEquals(token, TypeToken.of(TypeToken.parse(token)));
  }

  @Test
  void readsIntoTheModel() {
    assertEquals(
        Field.required("", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")),
        TypeToken.parse("timestamp(us,tz=UTC)"));
    assertEquals(
        Field.required("", new ArrowType.Utf8())
            .withDictionary(new DictionaryEncoding(0, new ArrowType.Int(16, true), false)),
        TypeToken.parse("dictionary<index:int16,value:utf8>"));
    assertEquals(
        Field.required(
            "",
            new ArrowType.Map(true),
            Field.required(
                "entries",
                new ArrowType.Struct(),
                Field.required("key", new ArrowType.Utf8()),
                Field.nullable("value", new ArrowType.Int(64, true)))),
        TypeToken.parse("map<key:utf8,value?:int64>,keys_sorted"));
  }

  @Test
  void namesThatAreNoPartOfTheTypeAreNormalised() {
    final Field entries =
        Field.required(
            "kv",
            new ArrowType.Struct(),
            Field.required("k", new ArrowType.Utf8()),
            Field.nullable("v", new ArrowType.Bool()));
    assertEquals(
        "map<key:utf8,value?:bool>",
        TypeToken.of(Field.nullable("m", new ArrowType.Map(false), entries)));
    assertEquals(
        "list<item?:bool>",
        TypeToken.of(
            Field.nullable(
                "l", new ArrowType.List(), Field.nullable("$data$", new ArrowType.Bool()))));
  }

  @Test
  void hashesHaveNoNarrowDecimals() {
    assertEquals("decimal128(3,1)", TypeToken.canonical(TypeToken.parse("decimal128(3,1)")));
    for (final String token :
        List.of("decimal32(3,1)", "decimal64(3,1)", "list<item?:decimal32(3,1)>")) {
      final Field field = TypeToken.parse(token);
      assertThrows(IllegalArgumentException.class, () -> TypeToken.canonical(field));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "int7",
        "Int8",
        "int8 ",
        " int8",
        "int8,ordered",
        "time32(us)",
        "time64(s)",
        "decimal128(39,0)",
        "decimal128(0,0)",
        "fixed_size_binary(-1)",
        "fixed_size_binary(99999999999)",
        "list<int8>",
        "list<element:int8>",
        "map<key:utf8>",
        "dictionary<index:utf8,value:utf8>",
        "dictionary<index:int8,value:dictionary<index:int8,value:utf8>>",
        "timestamp(us",
        "timestamp(us,tz=UTC",
        "struct<a:int8,>",
        "struct<a>",
        "extension(x)utf8",
      })
  void refusesWhatIsNoToken(final String text) {
    assertThrows(IllegalArgumentException.class, () -> TypeToken.parse(text));
  }

  @Test
  void depthIsBounded() {
    final String deep = "list<item:".repeat(100_000);
    assertThrows(IllegalArgumentException.class, () -> TypeToken.parse(deep));
  }

  @Property(tries = 500)
  void everyTypeIsReadBack(@ForAll final long seed) {
    final Field field = randomType(new Random(seed), 4);
    assertEquals(field, TypeToken.parse(TypeToken.of(field)));
  }

  @Property(tries = 500)
  void brokenTokensAreRefusedOrAreTokens(@ForAll final long seed) {
    final Random random = new Random(seed);
    final StringBuilder text = new StringBuilder(TypeToken.of(randomType(random, 3)));
    final String alphabet = "(),<>:?=-0129abtem_";
    final int at = random.nextInt(text.length());
    switch (random.nextInt(3)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
      default -> text.setLength(at);
    }
    final Field read;
    try {
      read = TypeToken.parse(text.toString());
    } catch (final IllegalArgumentException e) {
      return;
    }
    assertEquals(read, TypeToken.parse(TypeToken.of(read)));
  }

  private static Field randomType(final Random random, final int depth) {
    return switch (random.nextInt(depth == 0 ? 14 : 24)) {
      case 0 -> plain(new ArrowType.Null());
      case 1 -> plain(new ArrowType.Bool());
      case 2 -> plain(randomInt(random));
      case 3 -> plain(new ArrowType.FloatingPoint(pick(random, Precision.values())));
      case 4 -> {
        final int bits = 32 << random.nextInt(4);
        yield plain(new ArrowType.Decimal(1 + random.nextInt(9), random.nextInt(9) - 4, bits));
      }
      case 5 -> plain(new ArrowType.Date(pick(random, DateUnit.values())));
      case 6 -> plain(new ArrowType.Time(pick(random, TimeUnit.values())));
      case 7 ->
          plain(
              new ArrowType.Timestamp(
                  pick(random, TimeUnit.values()),
                  pick(random, new String[] {null, "UTC", "Z", "+01:00", "Europe/Berlin"})));
      case 8 -> plain(new ArrowType.Duration(pick(random, TimeUnit.values())));
      case 9 -> plain(new ArrowType.Interval(pick(random, IntervalUnit.values())));
      case 10 ->
          plain(
              pick(
                  random,
                  new ArrowType[] {
                    new ArrowType.Utf8(), new ArrowType.LargeUtf8(), new ArrowType.Utf8View()
                  }));
      case 11 ->
          plain(
              pick(
                  random,
                  new ArrowType[] {
                    new ArrowType.Binary(), new ArrowType.LargeBinary(), new ArrowType.BinaryView()
                  }));
      case 12 -> plain(new ArrowType.FixedSizeBinary(random.nextInt(100)));
      case 13 ->
          plain(new ArrowType.Utf8())
              .withDictionary(new DictionaryEncoding(0, randomInt(random), random.nextBoolean()));
      case 14, 15, 16, 17, 18 ->
          nested(
              pick(
                  random,
                  new ArrowType[] {
                    new ArrowType.List(),
                    new ArrowType.LargeList(),
                    new ArrowType.ListView(),
                    new ArrowType.LargeListView(),
                    new ArrowType.FixedSizeList(random.nextInt(5))
                  }),
              child(random, "item", depth));
      case 19 -> nested(new ArrowType.Struct(), children(random, depth));
      case 20 ->
          nested(
              new ArrowType.Map(random.nextBoolean()),
              Field.required(
                  "entries",
                  new ArrowType.Struct(),
                  child(random, "key", depth),
                  child(random, "value", depth)));
      case 21 -> {
        final Field[] children = children(random, depth);
        final List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < children.length; i++) {
          ids.add(i * 3);
        }
        yield nested(new ArrowType.Union(pick(random, UnionMode.values()), ids), children);
      }
      case 22 ->
          nested(
              new ArrowType.RunEndEncoded(),
              Field.required("run_ends", new ArrowType.Int(32, true)),
              child(random, "values", depth).withNullable(true));
      default ->
          randomType(random, depth - 1)
              .withMetadata(Metadata.of("ARROW:extension:name", "a.b" + random.nextInt(9)));
    };
  }

  private static Field plain(final ArrowType type) {
    return Field.required("", type);
  }

  private static Field nested(final ArrowType type, final Field... children) {
    return Field.required("", type, children);
  }

  private static ArrowType.Int randomInt(final Random random) {
    return new ArrowType.Int(8 << random.nextInt(4), random.nextBoolean());
  }

  private static Field child(final Random random, final String name, final int depth) {
    return randomType(random, depth - 1).withName(name).withNullable(random.nextBoolean());
  }

  private static Field[] children(final Random random, final int depth) {
    final Field[] children = new Field[random.nextInt(4)];
    for (int i = 0; i < children.length; i++) {
      children[i] = child(random, pick(random, NAMES) + i, depth);
    }
    return children;
  }

  private static final String[] NAMES = {"a", "ordered", "keys_sorted", "with space", "ß", ""};

  private static <T> T pick(final Random random, final T[] from) {
    return from[random.nextInt(from.length)];
  }
}
