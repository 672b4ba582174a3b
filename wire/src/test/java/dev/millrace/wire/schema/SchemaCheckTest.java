package dev.millrace.wire.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.ArrowType.UnionMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pyarrow 26 answered for {@code left == right} on the same types. */
class SchemaCheckTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final Field A = Field.nullable("a", INT);
  private static final Field B = Field.nullable("b", INT);
  private static final Field REQUIRED = Field.required("a", INT);

  private static void assertCheck(final boolean equal, final Field left, final Field right) {
    assertEquals(equal, SchemaCheck.equalIgnoringMetadata(left, right));
    assertEquals(equal, SchemaCheck.equalIgnoringMetadata(right, left));
    assertEquals(equal, SchemaCheck.equalIgnoringMetadata(Schema.of(A, left), Schema.of(A, right)));
  }

  private static Field of(final ArrowType type, final Field... children) {
    return Field.nullable("f", type, children);
  }

  @Test
  void namesInsideListsDoNotCountButNullabilityDoes() {
    for (final ArrowType list :
        List.of(
            new ArrowType.List(),
            new ArrowType.LargeList(),
            new ArrowType.ListView(),
            new ArrowType.LargeListView(),
            new ArrowType.FixedSizeList(2))) {
      assertCheck(true, of(list, A), of(list, B));
      assertCheck(false, of(list, A), of(list, REQUIRED));
      assertCheck(false, of(list, A), of(list, Field.nullable("a", new ArrowType.Bool())));
      assertCheck(
          false,
          of(list, Field.nullable("x", new ArrowType.Struct(), A)),
          of(list, Field.nullable("x", new ArrowType.Struct(), B)));
    }
    assertCheck(
        false, of(new ArrowType.FixedSizeList(2), A), of(new ArrowType.FixedSizeList(3), A));
    assertCheck(false, of(new ArrowType.List(), A), of(new ArrowType.LargeList(), A));
  }

  private static Field map(final boolean sorted, final Field key, final Field value) {
    return of(
        new ArrowType.Map(sorted),
        Field.required("entries" + key.name(), new ArrowType.Struct(), key, value));
  }

  @Test
  void namesInsideMapsDoNotCount() {
    assertCheck(true, map(false, REQUIRED, A), map(false, REQUIRED.withName("k"), B));
    assertCheck(false, map(false, REQUIRED, A), map(false, REQUIRED, REQUIRED));
    assertCheck(false, map(false, REQUIRED, A), map(true, REQUIRED, A));
    final Field nullableEntries =
        of(new ArrowType.Map(false), Field.nullable("e", new ArrowType.Struct(), REQUIRED, A));
    assertCheck(true, map(false, REQUIRED, A), nullableEntries);
  }

  @Test
  void namesOfMembersCount() {
    assertCheck(true, of(new ArrowType.Struct(), A, B), of(new ArrowType.Struct(), A, B));
    assertCheck(false, of(new ArrowType.Struct(), A), of(new ArrowType.Struct(), B));
    assertCheck(false, of(new ArrowType.Struct(), A), of(new ArrowType.Struct(), REQUIRED));
    assertCheck(false, of(new ArrowType.Struct(), A, B), of(new ArrowType.Struct(), B, A));
    assertCheck(false, of(new ArrowType.Struct(), A, B), of(new ArrowType.Struct(), A));
    final ArrowType three = new ArrowType.Union(UnionMode.SPARSE, List.of(3));
    assertCheck(false, of(three, A), of(three, B));
    assertCheck(false, of(three, A), of(three, REQUIRED));
    assertCheck(false, of(three, A), of(new ArrowType.Union(UnionMode.SPARSE, List.of(4)), A));
    assertCheck(false, of(three, A), of(new ArrowType.Union(UnionMode.DENSE, List.of(3)), A));
  }

  @Test
  void columnsCountByNameNullabilityAndType() {
    assertCheck(true, A, A);
    assertCheck(false, A, B);
    assertCheck(false, A, REQUIRED);
    assertCheck(false, A, Field.nullable("a", new ArrowType.Int(32, false)));
    assertCheck(true, A, A.withMetadata(Metadata.of("k", "v")));
    assertEquals(
        true,
        SchemaCheck.equalIgnoringMetadata(
            Schema.of(A), new Schema(List.of(A), Metadata.of("k", "v"))));
    assertEquals(false, SchemaCheck.equalIgnoringMetadata(Schema.of(A), Schema.of(A, B)));
  }

  @Test
  void timeZonesCountLetterByLetter() {
    final Field utc = of(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    assertCheck(true, utc, of(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")));
    assertCheck(false, utc, of(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Z")));
    assertCheck(false, utc, of(new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)));
    assertCheck(false, utc, of(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")));
  }

  @Test
  void ofDictionariesIndexTypeAndOrderCount() {
    final ArrowType.Int int8 = new ArrowType.Int(8, true);
    final Field one = A.withDictionary(new DictionaryEncoding(1, int8, false));
    assertCheck(true, one, A.withDictionary(new DictionaryEncoding(2, int8, false)));
    assertCheck(false, one, A.withDictionary(new DictionaryEncoding(1, int8, true)));
    assertCheck(
        false,
        one,
        A.withDictionary(new DictionaryEncoding(1, new ArrowType.Int(16, true), false)));
    assertCheck(false, one, A);
    assertCheck(
        false,
        one,
        Field.nullable("a", new ArrowType.Utf8())
            .withDictionary(new DictionaryEncoding(1, int8, false)));
  }

  @Test
  void runEndsCountByTypeOnly() {
    final Field ends = Field.required("run_ends", new ArrowType.Int(16, true));
    final ArrowType type = new ArrowType.RunEndEncoded();
    assertCheck(true, of(type, ends, A), of(type, ends.withName("e"), B));
    assertCheck(false, of(type, ends, A), of(type, Field.required("run_ends", INT), A));
  }
}
