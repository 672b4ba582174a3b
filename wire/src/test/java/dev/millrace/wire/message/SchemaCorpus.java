package dev.millrace.wire.message;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.IntervalUnit;
import dev.millrace.wire.schema.ArrowType.Precision;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.ArrowType.UnionMode;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Schemas that together have every type, nested, dictionary-encoded and with metadata. */
final class SchemaCorpus {
  private static final Field ITEM = Field.required("item", new ArrowType.Int(32, true));
  private static final Metadata RAW =
      Metadata.builder()
          .put("k", "v")
          .put("empty", "")
          .put("raw", new byte[] {(byte) 0xFF, 0, (byte) 0xFE})
          .put("k", "again")
          .build();

  private SchemaCorpus() {}

  /** One field of every type and parameter. */
  static List<Field> everyField() {
    final List<Field> fields = new ArrayList<>();
    for (final ArrowType type : leafTypes()) {
      fields.add(Field.nullable(type.toString(), type));
    }
    fields.addAll(nestedFields());
    fields.addAll(dictionaryFields());
    return fields;
  }

  static List<ArrowType> leafTypes() {
    final List<ArrowType> types = new ArrayList<>();
    types.add(new ArrowType.Null());
    types.add(new ArrowType.Bool());
    for (final int width : new int[] {8, 16, 32, 64}) {
      types.add(new ArrowType.Int(width, true));
      types.add(new ArrowType.Int(width, false));
    }
    for (final Precision precision : Precision.values()) {
      types.add(new ArrowType.FloatingPoint(precision));
    }
    types.add(new ArrowType.Decimal(9, 2, 32));
    types.add(new ArrowType.Decimal(18, -3, 64));
    types.add(new ArrowType.Decimal(38, 10, 128));
    types.add(new ArrowType.Decimal(1, 0, 128));
    types.add(new ArrowType.Decimal(76, 76, 256));
    for (final DateUnit unit : DateUnit.values()) {
      types.add(new ArrowType.Date(unit));
    }
    for (final TimeUnit unit : TimeUnit.values()) {
      types.add(new ArrowType.Time(unit));
      types.add(new ArrowType.Timestamp(unit, null));
      types.add(new ArrowType.Timestamp(unit, "Europe/Berlin"));
      types.add(new ArrowType.Duration(unit));
    }
    for (final IntervalUnit unit : IntervalUnit.values()) {
      types.add(new ArrowType.Interval(unit));
    }
    types.add(new ArrowType.Utf8());
    types.add(new ArrowType.LargeUtf8());
    types.add(new ArrowType.Utf8View());
    types.add(new ArrowType.Binary());
    types.add(new ArrowType.LargeBinary());
    types.add(new ArrowType.BinaryView());
    types.add(new ArrowType.FixedSizeBinary(0));
    types.add(new ArrowType.FixedSizeBinary(16));
    return types;
  }

  static List<Field> nestedFields() {
    final Field a = Field.nullable("a", new ArrowType.Int(64, true));
    final Field b = Field.required("b", new ArrowType.Utf8());
    final Field entries = entries(Field.nullable("value", new ArrowType.Int(32, true)));
    return List.of(
        Field.nullable("list", new ArrowType.List(), ITEM),
        Field.nullable("large list", new ArrowType.LargeList(), ITEM),
        Field.nullable("list view", new ArrowType.ListView(), ITEM),
        Field.nullable("large list view", new ArrowType.LargeListView(), ITEM),
        Field.nullable("fixed-size list", new ArrowType.FixedSizeList(3), ITEM),
        Field.nullable("fixed-size list of nothing", new ArrowType.FixedSizeList(0), ITEM),
        Field.nullable("struct", new ArrowType.Struct(), a, b),
        Field.nullable("empty struct", new ArrowType.Struct()),
        Field.nullable("map", new ArrowType.Map(false), entries),
        Field.nullable("sorted map", new ArrowType.Map(true), entries),
        Field.nullable("sparse", new ArrowType.Union(UnionMode.SPARSE, List.of(3, 127)), a, b),
        Field.nullable("dense", new ArrowType.Union(UnionMode.DENSE, List.of(0, 1)), a, b),
        Field.nullable("no members", new ArrowType.Union(UnionMode.DENSE, List.of())),
        runEnds(16),
        runEnds(32),
        runEnds(64),
        Field.nullable(
            "deep",
            new ArrowType.List(),
            Field.required(
                "s",
                new ArrowType.Struct(),
                a.withMetadata(RAW),
                Field.nullable(
                    "m",
                    new ArrowType.Map(false),
                    entries(Field.nullable("value", new ArrowType.List(), ITEM))))));
  }

  private static Field entries(final Field value) {
    return Field.required(
        "entries", new ArrowType.Struct(), Field.required("key", new ArrowType.Utf8()), value);
  }

  private static Field runEnds(final int width) {
    return Field.nullable(
        "run ends " + width,
        new ArrowType.RunEndEncoded(),
        Field.required("run_ends", new ArrowType.Int(width, true)),
        Field.nullable("values", new ArrowType.Utf8()));
  }

  static List<Field> dictionaryFields() {
    final List<Field> fields = new ArrayList<>();
    long id = 0;
    for (final int width : new int[] {8, 16, 32, 64}) {
      for (final boolean signed : new boolean[] {true, false}) {
        fields.add(
            Field.nullable("dictionary " + id, new ArrowType.Utf8())
                .withDictionary(
                    new DictionaryEncoding(id++, new ArrowType.Int(width, signed), signed)));
      }
    }
    final DictionaryEncoding inner =
        new DictionaryEncoding(Long.MIN_VALUE, new ArrowType.Int(32, true), false);
    final DictionaryEncoding outer =
        new DictionaryEncoding(Long.MAX_VALUE, new ArrowType.Int(8, true), false);
    fields.add(
        Field.nullable(
                "nested",
                new ArrowType.List(),
                Field.nullable("item", new ArrowType.Utf8()).withDictionary(inner))
            .withDictionary(outer)
            .withMetadata(RAW));
    fields.add(Field.nullable("shares", new ArrowType.Utf8()).withDictionary(inner));
    return fields;
  }

  static List<Schema> schemas() {
    final List<Schema> schemas = new ArrayList<>();
    schemas.add(Schema.EMPTY);
    schemas.add(new Schema(List.of(), RAW));
    for (final Field field : everyField()) {
      schemas.add(Schema.of(field));
    }
    schemas.add(
        new Schema(
            List.of(
                Field.nullable("", new ArrowType.Bool()),
                Field.required("\u00fc\u6c34\ud83c\udf0a", new ArrowType.Bool()).withMetadata(RAW)),
            RAW));
    schemas.add(new Schema(everyField(), RAW));
    return schemas;
  }
}
