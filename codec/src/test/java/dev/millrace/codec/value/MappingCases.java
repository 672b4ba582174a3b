package dev.millrace.codec.value;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Named;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Records that between them declare every kind of value, each with an instance and its columns. */
final class MappingCases {
  private MappingCases() {}

  enum Color {
    RED,
    @Named("deep blue")
    BLUE {
      @Override
      public String toString() {
        return "not the name";
      }
    }
  }

  record Point(double x, double y) {}

  record Longs(long v) {}

  record Ints(int v) {}

  record Shorts(short v) {}

  record Bytes(byte v) {}

  record Boxed(Long l, Integer i, Short s, Byte b, Double d, Float f, Boolean z) {}

  record Unsigned(
      @Arrow("uint64") long v64,
      @Arrow("uint32") int v32,
      @Arrow("uint16") short v16,
      @Arrow("uint8") byte v8,
      @Arrow("uint8") long wide) {}

  record Floats(double d, float f, @Arrow("float16") float half, @Arrow("float32") double narrow) {}

  record Flags(boolean v) {}

  record Texts(
      String plain,
      @Arrow("large_utf8") String large,
      @Arrow("utf8_view") String view,
      @Arrow("dictionary<index:int8,value:large_utf8>") String encoded) {}

  record Blobs(
      byte[] plain,
      @Arrow("large_binary") byte[] large,
      @Arrow("binary_view") byte[] view,
      @Arrow("fixed_size_binary(3)") byte[] fixed,
      @Arrow("dictionary<index:int32,value:binary>") byte @Nullable [] encoded) {}

  record Temporals(
      LocalDate date,
      @Arrow("date64") LocalDate date64,
      LocalDateTime dateTime,
      @Arrow("timestamp(s)") LocalDateTime seconds,
      Instant instant,
      @Arrow("timestamp(ns,tz=Europe/Berlin)") Instant nanos,
      LocalTime time,
      @Arrow("time32(ms)") LocalTime millis,
      @Arrow("time64(ns)") LocalTime timeNanos,
      Duration duration,
      @Arrow("duration(ns)") Duration durationNanos) {}

  record RawTemporals(
      @Arrow("timestamp(us,tz=UTC)") long instant,
      @Arrow("date32") int date,
      @Arrow("time32(s)") long time,
      @Arrow("interval_months") int months) {}

  record Decimals(
      @Arrow("decimal32(9,2)") BigDecimal d32,
      @Arrow("decimal64(18,0)") BigDecimal d64,
      @Arrow("decimal128(38,-2)") BigDecimal d128,
      @Arrow("decimal256(76,10)") BigDecimal d256) {}

  record Enums(Color plain, @Arrow("utf8") Color text, Optional<Color> maybe) {}

  record Lists(
      List<String> plain,
      @Arrow("large_list<item?:int8>") List<Byte> large,
      @Arrow("list_view<item?:int64>") List<Long> view,
      @Arrow("large_list_view<item:utf8>") List<String> largeView,
      @Arrow("fixed_size_list(2)<item?:float64>") List<Double> pair,
      List<List<@Nullable Integer>> nested,
      List<Point> points,
      List<Optional<Color>> colors,
      Set<Integer> set) {}

  record Arrays_(
      long[] longs,
      int[] ints,
      double[] doubles,
      float[] floats,
      short[] shorts,
      boolean[] flags,
      @Arrow("list<item?:uint32>") int[] unsigned,
      @Arrow("list<item?:int32>") long[] narrow) {}

  record Maps(
      Map<String, Long> plain,
      @SortedKeys Map<String, @Nullable Integer> sorted,
      Map<Integer, List<String>> lists,
      Map<Color, Point> points) {}

  record Nested(Point inline, @Arrow("binary") Point stream, Optional<Point> none) {}

  record Empty() {}

  record Tree(
      String name, @Arrow("binary") @Nullable Tree left, List<@Arrow("binary") Tree> rest) {}

  static Stream<Arguments> values() {
    final Temporals temporals =
        new Temporals(
            LocalDate.of(-1, 2, 3),
            LocalDate.of(2024, 2, 29),
            LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000),
            LocalDateTime.of(2300, 1, 1, 0, 0),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("2000-01-01T00:00:00.123456789Z"),
            LocalTime.MIDNIGHT,
            LocalTime.of(1, 2, 3, 4_000_000),
            LocalTime.MAX,
            Duration.ofSeconds(-1, 1_000),
            Duration.ofNanos(Long.MIN_VALUE));
    final Map<String, Integer> unsorted = new LinkedHashMap<>();
    unsorted.put("b", 1);
    unsorted.put("a", null);
    return Stream.of(
        Arguments.of(new Longs(Long.MIN_VALUE), "v:int64"),
        Arguments.of(new Ints(Integer.MAX_VALUE), "v:int32"),
        Arguments.of(new Shorts(Short.MIN_VALUE), "v:int16"),
        Arguments.of(new Bytes((byte) -1), "v:int8"),
        Arguments.of(
            new Boxed(1L, 2, (short) 3, (byte) 4, 5.5, 6.5f, true),
            "l:int64,i:int32,s:int16,b:int8,d:float64,f:float32,z:bool"),
        Arguments.of(
            new Unsigned(-1, -1, (short) -1, (byte) -1, 255),
            "v64:uint64,v32:uint32,v16:uint16,v8:uint8,wide:uint8"),
        Arguments.of(
            new Floats(Double.NaN, -0.0f, 1.5f, 0.25),
            "d:float64,f:float32,half:float16,narrow:float32"),
        Arguments.of(new Flags(true), "v:bool"),
        Arguments.of(
            new Texts("", "λ", "longer than twelve bytes", "e"),
            "plain:utf8,large:large_utf8,view:utf8_view,"
                + "encoded:dictionary<index:int8,value:large_utf8>"),
        Arguments.of(
            new Blobs(new byte[0], new byte[] {1}, new byte[40], new byte[] {1, 2, 3}, null),
            "plain:binary,large:large_binary,view:binary_view,fixed:fixed_size_binary(3),"
                + "encoded?:dictionary<index:int32,value:binary>"),
        Arguments.of(
            temporals,
            "date:date32,date64:date64,date_time:timestamp(us),seconds:timestamp(s),"
                + "instant:timestamp(us,tz=UTC),nanos:timestamp(ns,tz=Europe/Berlin),"
                + "time:time64(us),millis:time32(ms),time_nanos:time64(ns),"
                + "duration:duration(us),duration_nanos:duration(ns)"),
        Arguments.of(
            new RawTemporals(Long.MIN_VALUE, -5, 86_399, 14),
            "instant:timestamp(us,tz=UTC),date:date32,time:time32(s),months:interval_months"),
        Arguments.of(
            new Decimals(
                new BigDecimal("-1234567.89"),
                new BigDecimal("999999999999999999"),
                new BigDecimal("-12E+37").setScale(-2),
                new BigDecimal("1." + "0".repeat(9) + "1")),
            "d32:decimal32(9,2),d64:decimal64(18,0),d128:decimal128(38,-2),"
                + "d256:decimal256(76,10)"),
        Arguments.of(
            new Enums(Color.BLUE, Color.BLUE, Optional.of(Color.RED)),
            "plain:dictionary<index:int16,value:utf8>,text:utf8,"
                + "maybe?:dictionary<index:int16,value:utf8>"),
        Arguments.of(
            new Lists(
                List.of("a", ""),
                List.of((byte) 1),
                List.of(1L, 2L),
                List.of("v"),
                List.of(1.0, 2.0),
                List.of(Arrays.asList(1, null), List.of()),
                List.of(new Point(1, 2)),
                List.of(Optional.of(Color.RED), Optional.empty()),
                Set.of(3, 1)),
            "plain:list<item?:utf8>,large:large_list<item?:int8>,view:list_view<item?:int64>,"
                + "large_view:large_list_view<item:utf8>,"
                + "pair:fixed_size_list(2)<item?:float64>,"
                + "nested:list<item?:list<item?:int32>>,"
                + "points:list<item?:struct<x:float64,y:float64>>,"
                + "colors:list<item?:dictionary<index:int16,value:utf8>>,"
                + "set:list<item?:int32>"),
        Arguments.of(
            new Arrays_(
                new long[] {1, -1},
                new int[] {},
                new double[] {0.5},
                new float[] {0.5f},
                new short[] {7},
                new boolean[] {true, false},
                new int[] {-1},
                new long[] {5}),
            "longs:list<item?:int64>,ints:list<item?:int32>,doubles:list<item?:float64>,"
                + "floats:list<item?:float32>,shorts:list<item?:int16>,flags:list<item?:bool>,"
                + "unsigned:list<item?:uint32>,narrow:list<item?:int32>"),
        Arguments.of(
            new Maps(
                Map.of("k", 1L),
                unsorted,
                Map.of(1, List.of("x")),
                Map.of(Color.RED, new Point(1, 2))),
            "plain:map<key:utf8,value?:int64>,sorted:map<key:utf8,value?:int32>,"
                + "lists:map<key:int32,value?:list<item?:utf8>>,"
                + "points:map<key:dictionary<index:int16,value:utf8>,"
                + "value?:struct<x:float64,y:float64>>"),
        Arguments.of(
            new Nested(new Point(1, 2), new Point(3, 4), Optional.empty()),
            "inline:struct<x:float64,y:float64>,stream:binary,"
                + "none?:struct<x:float64,y:float64>"),
        Arguments.of(new Empty(), ""),
        Arguments.of(
            new Tree(
                "root", new Tree("l", null, List.of()), List.of(new Tree("r", null, List.of()))),
            "name:utf8,left?:binary,rest:list<item?:binary>"));
  }
}
