package dev.millrace.codec.corpus;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Schemas of every type of the format, and batches of them from a seed: the common input of round
 * trips, of the differential test and of fuzzers. The same seed gives the same values.
 */
public final class Corpus {
  private Corpus() {}

  /**
   * A column to test with.
   *
   * @param name what it covers, unique
   * @param schema one column named {@code c}, or several where the case is about that
   */
  public record Case(String name, Schema schema) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** One case for each type, then nested forms. */
  public static List<Case> cases() {
    final List<Case> all = new ArrayList<>();
    scalars().forEach((type) -> all.add(of(label(type), Field.nullable("c", type))));
    all.add(of("int64 non-null", Field.required("c", int64())));
    all.add(of("utf8 non-null", Field.required("c", new ArrowType.Utf8())));
    lists().forEach(type -> all.add(of(label(type), list(type, Field.nullable("item", int64())))));
    all.add(of("struct", struct()));
    all.add(of("struct empty", Field.nullable("c", new ArrowType.Struct())));
    all.add(of("map", map(false)));
    all.add(of("map sorted", map(true)));
    all.add(of("dense union", union(ArrowType.UnionMode.DENSE)));
    all.add(of("sparse union", union(ArrowType.UnionMode.SPARSE)));
    dictionaries(all);
    runEnds(all);
    nested(all);
    all.add(new Case("no columns", Schema.EMPTY));
    all.add(new Case("many columns", many()));
    all.add(
        of(
            "extension",
            Field.nullable("c", new ArrowType.FixedSizeBinary(16))
                .withMetadata(
                    Metadata.of(
                        "ARROW:extension:name", "millrace.test",
                        "ARROW:extension:metadata", ""))));
    return all;
  }

  /**
   * A batch of random rows; returns what it holds, column by column, as {@link Values} reads it.
   */
  public static List<List<Object>> fill(
      final BatchBuilder builder, final long seed, final int rows, final double nulls) {
    final Random random = new Random(seed);
    final Filler filler = new Filler(random, nulls, builder.dictionaries());
    final List<List<Object>> columns = new ArrayList<>();
    for (int c = 0; c < builder.columnCount(); c++) {
      final List<Object> values = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        values.add(filler.append(builder.column(c)));
      }
      columns.add(values);
    }
    builder.rowCount(rows);
    return columns;
  }

  /**
   * The same from slices: batches of three times the rows are filled elsewhere and their middle is
   * appended.
   *
   * @param builder an empty builder
   * @param memory where the other batches are built
   */
  public static List<List<Object>> fillFromSlices(
      final BatchBuilder builder,
      final BuilderMemory memory,
      final long seed,
      final int rows,
      final double nulls) {
    final BatchBuilder whole = new BatchBuilder(builder.schema(), memory);
    final List<List<Object>> columns = new ArrayList<>();
    for (final List<Object> column : fill(whole, seed, 3 * rows, nulls)) {
      columns.add(column.subList(rows, 2 * rows));
    }
    final RecordBatch batch = RecordBatch.of(whole);
    for (int c = 0; c < builder.columnCount(); c++) {
      builder.column(c).append(batch.column(c), rows, rows);
    }
    builder.rowCount(rows);
    whole.release();
    return columns;
  }

  private static Case of(final String name, final Field field) {
    return new Case(name, Schema.of(field.withName("c")));
  }

  private static String label(final ArrowType type) {
    return type.toString().replaceAll("[\\[\\]]", " ").strip();
  }

  private static ArrowType.Int int64() {
    return new ArrowType.Int(64, true);
  }

  private static List<ArrowType> scalars() {
    final List<ArrowType> all = new ArrayList<>();
    all.add(new ArrowType.Null());
    all.add(new ArrowType.Bool());
    for (final int bits : new int[] {8, 16, 32, 64}) {
      all.add(new ArrowType.Int(bits, true));
      all.add(new ArrowType.Int(bits, false));
    }
    for (final ArrowType.Precision precision : ArrowType.Precision.values()) {
      all.add(new ArrowType.FloatingPoint(precision));
    }
    all.add(new ArrowType.Decimal(9, 2, 32));
    all.add(new ArrowType.Decimal(18, 0, 64));
    all.add(new ArrowType.Decimal(38, 10, 128));
    all.add(new ArrowType.Decimal(5, -2, 128));
    all.add(new ArrowType.Decimal(76, 20, 256));
    all.add(new ArrowType.Date(ArrowType.DateUnit.DAY));
    all.add(new ArrowType.Date(ArrowType.DateUnit.MILLISECOND));
    for (final ArrowType.TimeUnit unit : ArrowType.TimeUnit.values()) {
      all.add(new ArrowType.Time(unit));
      all.add(new ArrowType.Timestamp(unit, null));
      all.add(new ArrowType.Timestamp(unit, "Europe/Zurich"));
      all.add(new ArrowType.Duration(unit));
    }
    for (final ArrowType.IntervalUnit unit : ArrowType.IntervalUnit.values()) {
      all.add(new ArrowType.Interval(unit));
    }
    all.add(new ArrowType.Utf8());
    all.add(new ArrowType.LargeUtf8());
    all.add(new ArrowType.Utf8View());
    all.add(new ArrowType.Binary());
    all.add(new ArrowType.LargeBinary());
    all.add(new ArrowType.BinaryView());
    all.add(new ArrowType.FixedSizeBinary(0));
    all.add(new ArrowType.FixedSizeBinary(5));
    return all;
  }

  private static List<ArrowType> lists() {
    return List.of(
        new ArrowType.List(),
        new ArrowType.LargeList(),
        new ArrowType.ListView(),
        new ArrowType.LargeListView(),
        new ArrowType.FixedSizeList(3),
        new ArrowType.FixedSizeList(0));
  }

  private static Field list(final ArrowType type, final Field item) {
    return Field.nullable("c", type, item);
  }

  private static Field struct() {
    return Field.nullable(
        "c",
        new ArrowType.Struct(),
        Field.nullable("a", int64()),
        Field.required("b", new ArrowType.Utf8()),
        Field.nullable("c", new ArrowType.Bool()));
  }

  private static Field map(final boolean sorted) {
    return Field.nullable(
        "c",
        new ArrowType.Map(sorted),
        Field.required(
            "entries",
            new ArrowType.Struct(),
            Field.required("key", new ArrowType.Utf8()),
            Field.nullable("value", int64())));
  }

  private static Field union(final ArrowType.UnionMode mode) {
    return Field.nullable(
        "c",
        new ArrowType.Union(mode, List.of(3, 0, 100)),
        Field.nullable("i", new ArrowType.Int(32, true)),
        Field.nullable("s", new ArrowType.Utf8()),
        Field.nullable("l", new ArrowType.List(), Field.nullable("item", int64())));
  }

  private static Field dictionary(
      final long id, final ArrowType.Int index, final boolean ordered, final Field values) {
    return values.withDictionary(new DictionaryEncoding(id, index, ordered));
  }

  private static void dictionaries(final List<Case> all) {
    for (final int bits : new int[] {8, 16, 32, 64}) {
      for (final boolean signed : new boolean[] {true, false}) {
        final ArrowType.Int index = new ArrowType.Int(bits, signed);
        all.add(
            of(
                "dictionary of utf8, " + label(index),
                dictionary(0, index, false, Field.nullable("c", new ArrowType.Utf8()))));
      }
    }
    final ArrowType.Int index = new ArrowType.Int(16, true);
    all.add(of("dictionary ordered", dictionary(7, index, true, Field.nullable("c", int64()))));
    for (final ArrowType type :
        List.of(
            new ArrowType.LargeUtf8(),
            new ArrowType.BinaryView(),
            new ArrowType.FixedSizeBinary(3),
            new ArrowType.Decimal(38, 3, 128),
            new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE),
            new ArrowType.Bool(),
            new ArrowType.Timestamp(ArrowType.TimeUnit.MICROSECOND, "UTC"))) {
      all.add(
          of(
              "dictionary of " + label(type),
              dictionary(1, index, false, Field.nullable("c", type))));
    }
    all.add(of("dictionary of struct", dictionary(2, index, false, struct())));
    final Field inner =
        dictionary(
            11, new ArrowType.Int(8, true), false, Field.nullable("item", new ArrowType.Utf8()));
    all.add(
        of(
            "dictionary of lists of dictionary",
            dictionary(12, index, false, list(new ArrowType.List(), inner))));
    final Field utf8 = Field.nullable("c", new ArrowType.Utf8());
    all.add(
        new Case(
            "two columns of one dictionary",
            Schema.of(
                dictionary(5, index, false, utf8.withName("a")),
                dictionary(5, index, false, utf8.withName("b")))));
  }

  private static Field runEnd(final int bits, final Field values) {
    return Field.nullable(
        "c",
        new ArrowType.RunEndEncoded(),
        Field.required("run_ends", new ArrowType.Int(bits, true)),
        values.withName("values"));
  }

  private static void runEnds(final List<Case> all) {
    for (final int bits : new int[] {16, 32, 64}) {
      all.add(of("run ends of " + bits, runEnd(bits, Field.nullable("v", new ArrowType.Utf8()))));
    }
    all.add(of("run ends of struct", runEnd(32, struct())));
  }

  private static void nested(final List<Case> all) {
    final ArrowType.Int index = new ArrowType.Int(16, true);
    final Field utf8 = Field.nullable("item", new ArrowType.Utf8());
    all.add(of("list of list", list(new ArrowType.List(), list(new ArrowType.List(), utf8))));
    all.add(of("list of struct", list(new ArrowType.List(), struct().withName("item"))));
    all.add(of("list of map", list(new ArrowType.LargeList(), map(false).withName("item"))));
    all.add(
        of("list of dictionary", list(new ArrowType.List(), dictionary(3, index, false, utf8))));
    all.add(
        of(
            "list view of views",
            list(new ArrowType.ListView(), Field.nullable("item", new ArrowType.Utf8View()))));
    all.add(
        of(
            "fixed-size list of bool",
            list(new ArrowType.FixedSizeList(2), Field.nullable("item", new ArrowType.Bool()))));
    all.add(
        of(
            "fixed-size list of non-null",
            list(new ArrowType.FixedSizeList(2), Field.required("item", new ArrowType.Utf8()))));
    all.add(
        of(
            "list of dense union",
            list(new ArrowType.List(), union(ArrowType.UnionMode.DENSE).withName("item"))));
    all.add(
        of(
            "list of sparse union",
            list(new ArrowType.List(), union(ArrowType.UnionMode.SPARSE).withName("item"))));
    all.add(of("list of run ends", list(new ArrowType.List(), runEnd(32, utf8).withName("item"))));
    all.add(
        of(
            "struct of everything",
            Field.nullable(
                "c",
                new ArrowType.Struct(),
                struct().withName("struct"),
                map(false).withName("map"),
                union(ArrowType.UnionMode.DENSE).withName("dense"),
                union(ArrowType.UnionMode.SPARSE).withName("sparse"),
                dictionary(4, index, false, utf8.withName("dictionary")),
                runEnd(16, utf8).withName("runs"),
                Field.nullable("view", new ArrowType.BinaryView()),
                Field.nullable("null", new ArrowType.Null()))));
  }

  private static Schema many() {
    final List<Field> fields = new ArrayList<>();
    for (final ArrowType type : scalars()) {
      fields.add(Field.nullable("c" + fields.size(), type));
    }
    return new Schema(fields, Metadata.of("origin", "corpus"));
  }
}
