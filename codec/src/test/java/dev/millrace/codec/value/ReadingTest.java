package dev.millrace.codec.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.value.annotation.Alias;
import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Named;
import dev.millrace.codec.value.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a reader makes of columns that are not exactly those it would write [VAL-4] [VAL-7] to
 * [VAL-10].
 */
class ReadingTest {

  private static <A extends Record, B extends Record> B convert(final A from, final Class<B> to) {
    return RecordCodec.of(to).fromStream(stream(from));
  }

  @SuppressWarnings("unchecked")
  private static <A extends Record> byte[] stream(final A from) {
    return RecordCodec.of((Class<A>) from.getClass()).toStream(from);
  }

  private static ValueException refused(final Record from, final Class<? extends Record> to) {
    return assertThrows(ValueException.class, () -> convert(from, to));
  }

  record Abc(long a, String b, double c) {}

  record CxB(@Named("c") double third, @Named("b") String second) {}

  @Test
  void columnsAreFoundByNameAndUnknownOnesSkipped() {
    assertEquals(new CxB(3.5, "two"), convert(new Abc(1, "two", 3.5), CxB.class));
  }

  record Nothing() {}

  record Defaults(
      @Default("7") long number,
      @Default("-1") @Arrow("uint64") long unsignedMaximum,
      @Default("true") boolean flag,
      @Default("main") String text,
      @Default String empty,
      @Default @Nullable String nothing,
      @Default Optional<String> maybe,
      @Default("x") Optional<String> some,
      @Default byte[] bytes,
      @Default List<Long> list,
      @Default Set<String> set,
      @Default Map<String, Long> map,
      @Default long[] array,
      @Default("CLOSED") State state,
      @Default("2024-02-29") LocalDate date,
      @Default("1.50") @Arrow("decimal128(10,2)") BigDecimal decimal,
      @Default("0.5") float small) {}

  enum State {
    @Alias({"open", "offen"})
    OPEN,
    @Alias("OPEN")
    @Named("CLOSED")
    SHUT
  }

  record SmallDefaults(
      @Default("7") long number,
      @Default("true") boolean flag,
      @Default("main") String text,
      @Default String empty,
      @Default @Nullable String nothing,
      @Default Optional<String> maybe,
      @Default("x") Optional<String> some,
      @Default byte[] bytes,
      @Default List<Long> list,
      @Default Set<String> set,
      @Default Map<String, Long> map,
      @Default long[] array,
      @Default("CLOSED") State state,
      @Default("2024-02-29") LocalDate date,
      @Default("1.50") @Arrow("decimal128(10,2)") BigDecimal decimal,
      @Default("0.5") float small) {}

  @Test
  void missingColumnsTakeTheirDefault() {
    // an empty record has no row, so one column that nobody knows carries the row
    final SmallDefaults read = convert(new Abc(1, "", 0), SmallDefaults.class);
    assertEquals(7, read.number());
    assertTrue(read.flag());
    assertEquals("main", read.text());
    assertEquals("", read.empty());
    assertEquals(null, read.nothing());
    assertEquals(Optional.empty(), read.maybe());
    assertEquals(Optional.of("x"), read.some());
    assertArrayEquals(new byte[0], read.bytes());
    assertEquals(List.of(), read.list());
    assertEquals(Set.of(), read.set());
    assertEquals(Map.of(), read.map());
    assertArrayEquals(new long[0], read.array());
    assertEquals(State.SHUT, read.state());
    assertEquals(LocalDate.of(2024, 2, 29), read.date());
    assertEquals(new BigDecimal("1.50"), read.decimal());
    assertEquals(0.5f, read.small());
  }

  @Test
  void defaultsThatDoNotFitAreRefusedWhenBound() {
    assertThrows(IllegalArgumentException.class, () -> RecordCodec.of(Defaults.class));
  }

  record Ab(long a, Inner b) {}

  record Inner(@Nullable String x) {}

  record AbMore(long a, InnerMore b) {}

  record InnerMore(@Nullable String x, long y) {}

  @Test
  void missingColumnsWithoutDefaultNameTheirPath() {
    assertEquals("b.y", refused(new Ab(1, new Inner("x")), AbMore.class).path());
    assertEquals("a", refused(new CxB(1, "b"), Ab.class).path());
  }

  record AbLess(InnerLess b) {}

  record InnerLess(@Default @Nullable String z) {}

  @Test
  void structsAreReadByNameToo() {
    assertEquals(new AbLess(new InnerLess(null)), convert(new Ab(1, new Inner("x")), AbLess.class));
  }

  record MaybeLong(@Nullable Long v) {}

  record BoxedLong(Long v) {}

  record PrimitiveLong(long v) {}

  record OptionalLong(Optional<Long> v) {}

  @Test
  void nullsWhereNoneMayBe() {
    assertEquals("v", refused(new MaybeLong(null), BoxedLong.class).path());
    assertEquals("v", refused(new MaybeLong(null), PrimitiveLong.class).path());
    assertEquals(
        new OptionalLong(Optional.empty()), convert(new MaybeLong(null), OptionalLong.class));
    assertEquals(new PrimitiveLong(5), convert(new MaybeLong(5L), PrimitiveLong.class));
    final RecordCodec<BoxedLong> codec = RecordCodec.of(BoxedLong.class);
    assertEquals(
        "v", assertThrows(ValueException.class, () -> codec.toStream(new BoxedLong(null))).path());
    // the codec works on after an error in the middle of a row
    assertEquals(new BoxedLong(1L), codec.fromStream(codec.toStream(new BoxedLong(1L))));
  }

  record NullItems(List<@Nullable Long> v) {}

  record Items(List<Long> v) {}

  record OptionalItems(List<Optional<Long>> v) {}

  @Test
  void nullItemsNameTheirPlace() {
    final NullItems nulls = new NullItems(Arrays.asList(1L, null));
    assertEquals("v[1]", refused(nulls, Items.class).path());
    assertEquals(
        new OptionalItems(List.of(Optional.of(1L), Optional.empty())),
        convert(nulls, OptionalItems.class));
  }

  record Byte1(byte v) {}

  record UByte1(@Arrow("uint8") int v) {}

  record ULong1(@Arrow("uint64") long v) {}

  record Int1(int v) {}

  record Double1(double v) {}

  record Float1(float v) {}

  record Text1(String v) {}

  @Test
  void integersOfAnyWidthThatHoldsTheValue() {
    assertEquals(new PrimitiveLong(-3), convert(new Byte1((byte) -3), PrimitiveLong.class));
    assertEquals(new Byte1((byte) -128), convert(new PrimitiveLong(-128), Byte1.class));
    assertEquals(new Int1(255), convert(new UByte1(255), Int1.class));
    assertEquals(new UByte1(255), convert(new PrimitiveLong(255), UByte1.class));
    assertEquals(new ULong1(1), convert(new Byte1((byte) 1), ULong1.class));
    refused(new PrimitiveLong(128), Byte1.class);
    refused(new PrimitiveLong(-1), UByte1.class);
    refused(new PrimitiveLong(256), UByte1.class);
    refused(new PrimitiveLong(-1), ULong1.class);
    refused(new ULong1(-1), PrimitiveLong.class);
    refused(new Text1("1"), PrimitiveLong.class);
    refused(new Double1(1), PrimitiveLong.class);
    assertThrows(ValueException.class, () -> stream(new UByte1(256)));
    assertThrows(ValueException.class, () -> stream(new UByte1(-1)));
  }

  @Test
  void floatsFromNarrowerWiderAndExactIntegers() {
    assertEquals(new Double1(1.5), convert(new Float1(1.5f), Double1.class));
    assertEquals(new Float1(0.1f), convert(new Double1(0.1), Float1.class));
    assertEquals(new Double1(-7), convert(new PrimitiveLong(-7), Double1.class));
    assertEquals(new Double1(1L << 53), convert(new PrimitiveLong(1L << 53), Double1.class));
    refused(new PrimitiveLong((1L << 53) + 1), Double1.class);
    refused(new PrimitiveLong(Long.MIN_VALUE), Double1.class);
    refused(new PrimitiveLong((1L << 24) + 1), Float1.class);
    refused(new ULong1(1), Double1.class);
  }

  record Encoded(@Arrow("dictionary<index:uint8,value:large_utf8>") String v) {}

  record View(@Arrow("utf8_view") String v) {}

  record State1(State v) {}

  record States(List<State> v) {}

  record Texts(List<String> v) {}

  @Test
  void textInAnyLayoutAndEncoding() {
    assertEquals(new Text1("t"), convert(new Encoded("t"), Text1.class));
    assertEquals(new View("t"), convert(new Text1("t"), View.class));
    assertEquals(new Texts(List.of("OPEN")), convert(new States(List.of(State.OPEN)), Texts.class));
  }

  @Test
  void enumsByNameAliasAndNothingElse() {
    assertEquals(new State1(State.OPEN), convert(new Text1("OPEN"), State1.class));
    assertEquals(new State1(State.OPEN), convert(new Encoded("offen"), State1.class));
    assertEquals(new State1(State.SHUT), convert(new View("CLOSED"), State1.class));
    final ValueException unknown = refused(new Text1("WEIRD"), State1.class);
    assertEquals("v", unknown.path());
    assertTrue(unknown.getMessage().contains("WEIRD"));
    refused(new Text1("SHUT"), State1.class);
    refused(new Text1(""), State1.class);
    assertEquals("v[1]", refused(new Texts(List.of("OPEN", "x")), States.class).path());
  }

  record Seconds(@Arrow("timestamp(s,tz=Z)") Instant v) {}

  record Micros(Instant v) {}

  record Local(LocalDateTime v) {}

  record Day64(@Arrow("date64") long v) {}

  record Day(LocalDate v) {}

  @Test
  void timesInOtherUnits() {
    final Instant when = Instant.parse("2024-01-01T00:00:00Z");
    assertEquals(new Micros(when), convert(new Seconds(when), Micros.class));
    assertEquals(new Seconds(when), convert(new Micros(when), Seconds.class));
    // finer than declared: cut off towards the past when written
    assertEquals(
        new Seconds(Instant.ofEpochSecond(-2)),
        convert(new Seconds(Instant.ofEpochSecond(-2, 999_999_999)), Seconds.class));
    refused(new Micros(when), Local.class);
    refused(new Local(LocalDateTime.MIN.withYear(1)), Micros.class);
    refused(new Day64(1), Day.class);
    assertEquals(new Day(LocalDate.EPOCH), convert(new Day64(0), Day.class));
    assertThrows(ValueException.class, () -> stream(new Micros(Instant.MAX)));
    assertThrows(ValueException.class, () -> stream(new Day(LocalDate.MAX)));
  }

  record Money(@Arrow("decimal128(5,2)") BigDecimal v) {}

  record Fine(@Arrow("decimal256(20,4)") BigDecimal v) {}

  @Test
  void decimalsAreNeverRounded() {
    assertEquals(
        new Money(new BigDecimal("1.50")),
        convert(new Fine(new BigDecimal("1.5000")), Money.class));
    refused(new Fine(new BigDecimal("1.5001")), Money.class);
    refused(new Fine(new BigDecimal("1000.0000")), Money.class);
    assertThrows(ValueException.class, () -> stream(new Money(new BigDecimal("1.001"))));
    assertThrows(ValueException.class, () -> stream(new Money(new BigDecimal("1000"))));
    assertThrows(ValueException.class, () -> stream(new Money(new BigDecimal("1E+1000000000"))));
    assertEquals(
        new Money(new BigDecimal("1.50")), convert(new Money(new BigDecimal("1.5")), Money.class));
  }

  record Fixed4(@Arrow("fixed_size_binary(4)") byte[] v) {}

  record Blob(byte[] v) {}

  @Test
  void bytesOfTheDeclaredWidth() {
    assertArrayEquals(new byte[4], convert(new Fixed4(new byte[4]), Blob.class).v());
    assertArrayEquals(new byte[4], convert(new Blob(new byte[4]), Fixed4.class).v());
    refused(new Blob(new byte[5]), Fixed4.class);
    refused(new Blob(new byte[5]), Text1.class);
    refused(new Text1("text"), Blob.class);
    assertThrows(ValueException.class, () -> stream(new Fixed4(new byte[3])));
  }

  record Embedding(@Arrow("binary") Text1 v) {}

  record MaybeEmbedding(@Arrow("binary") Optional<Text1> v) {}

  @Test
  void noBytesMeanNoRecord() {
    assertEquals(
        new MaybeEmbedding(Optional.empty()), convert(new Blob(new byte[0]), MaybeEmbedding.class));
    refused(new Blob(new byte[0]), Embedding.class);
    assertEquals(
        new Embedding(new Text1("deep")),
        convert(new Blob(stream(new Text1("deep"))), Embedding.class));
    assertEquals("v.v", refused(new Blob(stream(new PrimitiveLong(1))), Embedding.class).path());
  }

  record Positive(long v) {
    Positive {
      if (v <= 0) {
        throw new IllegalArgumentException("not positive: " + v);
      }
    }
  }

  record Holder(Positive p) {}

  record AnyHolder(PrimitiveLong p) {}

  @Test
  void constructorsRefuseValues() {
    final ValueException refused = refused(new PrimitiveLong(-1), Positive.class);
    assertTrue(refused.getMessage().contains("not positive: -1"), refused.getMessage());
    assertEquals("p", refused(new AnyHolder(new PrimitiveLong(0)), Holder.class).path());
  }

  @Test
  void recordsWithoutComponentsTakeAnyStream() {
    assertEquals(new Nothing(), convert(new Abc(1, "", 0), Nothing.class));
    assertEquals(new Nothing(), convert(new Nothing(), Nothing.class));
    final ValueException rows = refused(new Nothing(), Abc.class);
    assertTrue(rows.getMessage().contains("0 rows"), rows.getMessage());
  }
}
