package dev.millrace.codec.build;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the builders of one batch; fields of one dictionary identifier share their dictionary. */
final class ColumnBuilders {
  private final BuilderMemory memory;
  private final Map<Long, DictionaryStore> stores;

  ColumnBuilders(final BuilderMemory memory) {
    this(memory, new HashMap<>());
  }

  private ColumnBuilders(final BuilderMemory memory, final Map<Long, DictionaryStore> stores) {
    this.memory = memory;
    this.stores = stores;
  }

  ColumnBuilder of(final Field field) {
    if (field.dictionary() != null) {
      return dictionary(field);
    }
    return switch (field.type()) {
      case ArrowType.Null() -> new NullBuilder(field, memory);
      case ArrowType.Bool() -> new BoolBuilder(field, memory);
      case ArrowType.Int(int bits, _) -> integer(field, bits);
      case ArrowType.FloatingPoint(ArrowType.Precision precision) ->
          switch (precision) {
            case HALF -> new Float16Builder(field, memory);
            case SINGLE -> new Float32Builder(field, memory);
            case DOUBLE -> new Float64Builder(field, memory);
          };
      case ArrowType.Decimal type -> new DecimalBuilder(field, memory, type);
      case ArrowType.Date(ArrowType.DateUnit unit) ->
          integer(field, unit == ArrowType.DateUnit.DAY ? 32 : 64);
      case ArrowType.Time type -> integer(field, type.bitWidth());
      case ArrowType.Timestamp _, ArrowType.Duration _ -> new Int64Builder(field, memory);
      case ArrowType.Interval(ArrowType.IntervalUnit unit) ->
          unit == ArrowType.IntervalUnit.YEAR_MONTH
              ? new Int32Builder(field, memory)
              : new IntervalBuilder(field, memory, unit);
      case ArrowType.Utf8(), ArrowType.Binary() -> new VarBinaryBuilder(field, memory);
      case ArrowType.LargeUtf8(), ArrowType.LargeBinary() ->
          new LargeVarBinaryBuilder(field, memory);
      case ArrowType.Utf8View(), ArrowType.BinaryView() -> new ViewBinaryBuilder(field, memory);
      case ArrowType.FixedSizeBinary(int width) -> new FixedBinaryBuilder(field, memory, width);
      case ArrowType.List() -> new ListBuilder(field, memory, child(field));
      case ArrowType.LargeList() -> new LargeListBuilder(field, memory, child(field));
      case ArrowType.ListView() -> new ListViewBuilder(field, memory, child(field));
      case ArrowType.LargeListView() -> new LargeListViewBuilder(field, memory, child(field));
      case ArrowType.FixedSizeList(int size) ->
          new FixedSizeListBuilder(field, memory, child(field), size);
      case ArrowType.Struct() -> new StructBuilder(field, memory, children(field));
      case ArrowType.Map _ -> map(field);
      case ArrowType.Union type -> union(field, type);
      case ArrowType.RunEndEncoded() -> runEnd(field);
    };
  }

  private IntegerBuilder integer(final Field field, final int bits) {
    return switch (bits) {
      case 8 -> new Int8Builder(field, memory);
      case 16 -> new Int16Builder(field, memory);
      case 32 -> new Int32Builder(field, memory);
      default -> new Int64Builder(field, memory);
    };
  }

  static <T extends ColumnBuilder> T cast(final ColumnBuilder builder, final Class<T> type) {
    if (!type.isInstance(builder)) {
      throw new IllegalArgumentException(
          "field "
              + builder.name()
              + " is built by a "
              + builder.getClass().getSimpleName()
              + ", not a "
              + type.getSimpleName());
    }
    return type.cast(builder);
  }

  private ColumnBuilder child(final Field field) {
    requireChildren(field, 1);
    return of(field.children().get(0));
  }

  private List<ColumnBuilder> children(final Field field) {
    final List<ColumnBuilder> all = new ArrayList<>();
    for (final Field child : field.children()) {
      all.add(of(child));
    }
    return List.copyOf(all);
  }

  private MapBuilder map(final Field field) {
    if (child(field) instanceof StructBuilder entries && entries.childCount() == 2) {
      return new MapBuilder(field, memory, entries);
    }
    throw new IllegalArgumentException(
        "field '" + field.name() + "': the child of a map is a struct of key and value");
  }

  private UnionBuilder union(final Field field, final ArrowType.Union type) {
    requireChildren(field, type.typeIds().size());
    return new UnionBuilder(field, memory, children(field), type);
  }

  private RunEndBuilder runEnd(final Field field) {
    requireChildren(field, 2);
    if (of(field.children().get(0)) instanceof IntegerBuilder ends && ends.width > 1) {
      return new RunEndBuilder(field, memory, ends, of(field.children().get(1)));
    }
    throw new IllegalArgumentException(
        "field '" + field.name() + "': run ends are int16, int32 or int64");
  }

  private DictionaryBuilder dictionary(final Field field) {
    final ArrowType.Int indexType = field.dictionary().indexType();
    final Field indexField =
        new Field(field.name(), field.nullable(), indexType, null, List.of(), Metadata.EMPTY);
    return new DictionaryBuilder(
        field, memory, integer(indexField, indexType.bitWidth()), store(field));
  }

  private DictionaryStore store(final Field field) {
    final long id = field.dictionary().id();
    final DictionaryStore shared = stores.get(id);
    if (shared != null) {
      if (!shared.values.field().type().equals(field.type())
          || !shared.values.field().children().equals(field.children())) {
        throw new IllegalArgumentException(
            "field '" + field.name() + "': dictionary " + id + " has another value type");
      }
      return shared;
    }
    final Field valueField = field.withDictionary(null).withNullable(true);
    // values stay from batch to batch, so they live in memory that does
    final ColumnBuilders persistent =
        memory.persistent() == memory ? this : new ColumnBuilders(memory.persistent(), stores);
    final DictionaryStore made = new DictionaryStore(id, persistent.of(valueField));
    stores.put(id, made);
    return made;
  }

  private static void requireChildren(final Field field, final int count) {
    if (field.children().size() != count) {
      throw new IllegalArgumentException(
          "field '"
              + field.name()
              + "': "
              + TypeNames.of(field.type())
              + " with "
              + field.children().size()
              + " children instead of "
              + count);
    }
  }
}
