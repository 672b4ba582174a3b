package dev.millrace.codec.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.value.ConformanceRecords.AllTypes;
import dev.millrace.codec.value.ConformanceRecords.BoundingBox;
import dev.millrace.codec.value.ConformanceRecords.ConformanceHeader;
import dev.millrace.codec.value.ConformanceRecords.ContainerWideTypes;
import dev.millrace.codec.value.ConformanceRecords.DeepNested;
import dev.millrace.codec.value.ConformanceRecords.EmbeddedArrow;
import dev.millrace.codec.value.ConformanceRecords.NestedContainers;
import dev.millrace.codec.value.ConformanceRecords.Point;
import dev.millrace.codec.value.ConformanceRecords.RichHeader;
import dev.millrace.codec.value.ConformanceRecords.Status;
import dev.millrace.codec.value.ConformanceRecords.WideTypes;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import dev.millrace.wire.schema.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams written by vgi-rpc's own records (src/test/python/value_fixtures.py made them) are read
 * as the Java values they stand for, and what Java writes reads the same and has the same schema.
 * What is written stays in target/value-streams, where the same script can check it.
 */
class ConformanceFixtureTest {
  private static final Path WRITTEN = Path.of("target", "value-streams");

  static Map<String, Record> cases() {
    final Map<String, Record> cases = new LinkedHashMap<>();
    cases.put("point", new Point(1, 2));
    cases.put("bounding_box", new BoundingBox(new Point(0, 1), new Point(2, 3), "box"));
    cases.put("header", new ConformanceHeader(5, "producing 5 batches"));
    cases.put("all_types", allTypes());
    cases.put("all_types_empty", emptyTypes());
    cases.put("wide_types", wideTypes());
    cases.put(
        "container_wide_types",
        new ContainerWideTypes(
            List.of(new BigDecimal("0.0001"), new BigDecimal("-9999999999999999.9999")),
            List.of(LocalDate.of(2000, 1, 1)),
            List.of(LocalDateTime.of(1999, 12, 31, 1, 2, 3, 4_000)),
            Optional.of(LocalDate.of(1, 1, 1)),
            null,
            Optional.of(LocalDateTime.of(9999, 12, 31, 0, 0)),
            Map.of("pi", new BigDecimal("3.1416")),
            Set.of(1L, 2L, 3L),
            Arrays.asList(1L, null, 3L)));
    cases.put(
        "deep_nested",
        new DeepNested(
            List.of(
                List.of(new BigDecimal("1.0000")),
                List.of(),
                List.of(new BigDecimal("2.5000"), new BigDecimal("3.0000"))),
            Optional.empty(),
            "dictionary",
            List.of("a", "b", "a")));
    cases.put("rich_header", richHeader());
    return cases;
  }

  private static AllTypes allTypes() {
    return new AllTypes(
        "grüße, λ \uD83D\uDE00",
        new byte[] {0, -1, 127},
        Long.MIN_VALUE,
        0.1,
        true,
        List.of(1L, -2L, 1L << 62),
        List.of("", "b"),
        Map.of("z", 26L, "a", 1L),
        Status.ACTIVE,
        new Point(1.5, -2.5),
        Optional.of("there"),
        7L,
        Optional.of(new Point(0, 1e300)),
        List.of(new Point(1, 2), new Point(3, 4)),
        Integer.MAX_VALUE,
        0.25,
        List.of(List.of(1L), List.of(), List.of(2L, 3L)),
        Map.of("k", "v"));
  }

  private static AllTypes emptyTypes() {
    return new AllTypes(
        "",
        new byte[0],
        Long.MIN_VALUE,
        0.1,
        true,
        List.of(),
        List.of(),
        Map.of(),
        Status.PENDING,
        new Point(1.5, -2.5),
        Optional.empty(),
        null,
        Optional.empty(),
        List.of(),
        Integer.MAX_VALUE,
        0.25,
        List.of(),
        Map.of());
  }

  private static WideTypes wideTypes() {
    return new WideTypes(
        Byte.MIN_VALUE,
        Short.MIN_VALUE,
        Integer.MIN_VALUE,
        255,
        (short) -1,
        (1L << 32) - 1,
        -1L,
        1.5f,
        LocalDate.of(1969, 12, 31),
        LocalDateTime.of(2024, 2, 29, 23, 59, 59, 999_999_000),
        Instant.parse("1900-01-01T00:00:00.000001Z"),
        LocalTime.of(23, 59, 59, 999_999_000),
        Duration.ofDays(-1).plusNanos(1_000),
        new BigDecimal("-1234567890123456.7890"),
        "large",
        new byte[] {1, 2},
        "12345678".getBytes(StandardCharsets.US_ASCII));
  }

  private static RichHeader richHeader() {
    return new RichHeader(
        "seed-3",
        new byte[] {3, 4, 5},
        21,
        4.5,
        false,
        List.of(3L, 4L, 5L),
        List.of("item-3", "item-4"),
        Map.of("a", 3L, "b", 4L),
        Status.PENDING,
        new Point(3, 6),
        Optional.empty(),
        9L,
        Optional.of(new Point(3, 0)),
        List.of(new Point(3, 4)),
        List.of(List.of(3L, 4L), List.of(5L)),
        3,
        1,
        Map.of("key", "val-3"));
  }

  static Iterable<String> names() {
    return cases().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void foreignStreamsAreRead(final String name) throws IOException {
    final Record expected = cases().get(name);
    assertEquals(
        Plain.of(expected), Plain.of(codec(expected.getClass()).fromStream(fixture(name))));
  }

  @ParameterizedTest
  @MethodSource("names")
  void writtenStreamsReadTheSame(final String name) throws IOException {
    final Record expected = cases().get(name);
    assertEquals(
        Plain.of(expected),
        Plain.of(codec(expected.getClass()).fromStream(written(name, expected))));
  }

  @ParameterizedTest
  @MethodSource("names")
  void schemasAreTheSame(final String name) throws IOException {
    final Schema foreign = schemaOf(fixture(name));
    assertEquals(describe(foreign), describe(codec(cases().get(name).getClass()).schema()));
  }

  @Test
  void embeddedBatchesAndSchemas() throws IOException {
    final byte[] stream = fixture("embedded_arrow");
    final RecordCodec<EmbeddedArrow> codec = RecordCodec.of(EmbeddedArrow.class);
    final EmbeddedArrow read = codec.fromStream(stream);
    checkEmbedded(read);
    checkEmbedded(codec.fromStream(written("embedded_arrow", read)));
    assertEquals(describe(schemaOf(stream)), describe(codec.schema()));
  }

  private static void checkEmbedded(final EmbeddedArrow value) {
    assertEquals(value.schema(), value.batch().schema());
    assertEquals("us", value.schema().metadata().get("owner"));
    assertEquals("v", value.schema().fields().getFirst().metadata().get("k"));
    assertEquals(3, value.batch().rowCount());
    assertEquals(2, ((Int64Column) value.batch().column("id")).get(1));
    final DictionaryColumn kind = (DictionaryColumn) value.batch().column("kind");
    assertTrue(kind.isNull(1));
    assertEquals(0, kind.index(2));
  }

  @Test
  void nestedContainers() throws IOException {
    final RecordCodec<NestedContainers> codec = RecordCodec.of(NestedContainers.class);
    final NestedContainers read = codec.fromStream(fixture("nested_containers"));
    checkNested(read);
    checkNested(codec.fromStream(written("nested_containers", read)));
    assertEquals(describe(schemaOf(fixture("nested_containers"))), describe(codec.schema()));
  }

  private static void checkNested(final NestedContainers value) {
    assertEquals(List.of(Status.CLOSED, Status.PENDING, Status.CLOSED), value.statuses());
    assertEquals(List.of(new Point(1, -1)), value.points());
    assertEquals(Map.of("one", Status.ACTIVE, "two", Status.CLOSED), value.statusByName());
    assertEquals(Set.of(Status.PENDING), value.frozenStatuses());
    assertEquals(Optional.of(Status.ACTIVE), value.taggedStatus());
    assertEquals(null, value.taggedPoint());
    final Int64Column column = (Int64Column) value.taggedBatch().orElseThrow().column("value");
    assertEquals(List.of(1L, 2L), List.of(column.get(0), column.get(1)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static RecordCodec<Record> codec(final Class<? extends Record> type) {
    return (RecordCodec<Record>) (RecordCodec) RecordCodec.of(type);
  }

  private static byte[] written(final String name, final Record value) throws IOException {
    final byte[] stream = codec(value.getClass()).toStream(value);
    Files.createDirectories(WRITTEN);
    Files.write(WRITTEN.resolve(name + ".arrows"), stream);
    return stream;
  }

  static byte[] fixture(final String name) throws IOException {
    try (InputStream in =
        ConformanceFixtureTest.class.getResourceAsStream("/value/" + name + ".arrows")) {
      return in.readAllBytes();
    }
  }

  private static Schema schemaOf(final byte[] stream) {
    return new EmbeddedStreams().schema(MemorySegment.ofArray(stream), 0, stream.length);
  }

  private static List<String> describe(final Schema schema) {
    assertTrue(SchemaCheck.equalIgnoringMetadata(schema, schema));
    return schema.fields().stream().map(ConformanceFixtureTest::describe).toList();
  }

  private static String describe(final Field field) {
    return field.name() + (field.nullable() ? "?:" : ":") + TypeToken.of(field);
  }
}
