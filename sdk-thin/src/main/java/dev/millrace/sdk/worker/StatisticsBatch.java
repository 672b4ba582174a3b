package dev.millrace.sdk.worker;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.UnionBuilder;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.sdk.function.ColumnStatistics;
import dev.millrace.sdk.values.ValueAppender;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes column statistics (clause VGI-12): a row a column, least and greatest values in sparse
 * unions with a child for each type there is among the columns.
 */
final class StatisticsBatch {

  private StatisticsBatch() {}

  /** The stream, or null when nothing is known. */
  static byte[] write(final Schema columns, final List<ColumnStatistics> statistics) {
    if (statistics.isEmpty()) {
      return null;
    }
    final List<Field> types = new ArrayList<>();
    final int[] typeOf = new int[statistics.size()];
    for (int i = 0; i < typeOf.length; i++) {
      typeOf[i] = indexOf(types, columns.fields().get(indexOf(columns, statistics.get(i))));
    }
    final Schema schema = schema(types);
    try (Arena arena = Arena.ofConfined()) {
      final BatchBuilder batch = new BatchBuilder(schema, BuilderMemory.offHeap(arena));
      for (int i = 0; i < typeOf.length; i++) {
        append(batch, typeOf[i], statistics.get(i));
      }
      final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
      final ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(writer.start().toByteArray());
      out.writeBytes(writer.batch(batch, Metadata.EMPTY).toByteArray());
      out.writeBytes(writer.end().toByteArray());
      return out.toByteArray();
    }
  }

  private static int indexOf(final Schema columns, final ColumnStatistics statistics) {
    final int index = columns.indexOf(statistics.column());
    if (index < 0) {
      throw new IllegalStateException("statistics of no column, '" + statistics.column() + "'");
    }
    return index;
  }

  private static int indexOf(final List<Field> types, final Field column) {
    for (int i = 0; i < types.size(); i++) {
      if (SchemaCheck.equalTypes(types.get(i), column)) {
        return i;
      }
    }
    types.add(
        column
            .withName(Integer.toString(types.size()))
            .withNullable(true)
            .withMetadata(Metadata.EMPTY));
    return types.size() - 1;
  }

  private static Schema schema(final List<Field> types) {
    final ArrowType union =
        new ArrowType.Union(
            ArrowType.UnionMode.SPARSE, IntStream.range(0, types.size()).boxed().toList());
    final Field[] children = types.toArray(Field[]::new);
    return Schema.of(
        Field.nullable("column_name", new ArrowType.Utf8()),
        Field.nullable("min", union, children),
        Field.nullable("max", union, children),
        Field.nullable("has_null", new ArrowType.Bool()),
        Field.nullable("has_not_null", new ArrowType.Bool()),
        Field.nullable("distinct_count", new ArrowType.Int(64, true)),
        Field.nullable("contains_unicode", new ArrowType.Bool()),
        Field.nullable("max_string_length", new ArrowType.Int(64, false)));
  }

  private static void append(
      final BatchBuilder batch, final int type, final ColumnStatistics statistics) {
    ValueAppender.append(batch.column(0), statistics.column());
    append(batch.column(1), type, statistics.min());
    append(batch.column(2), type, statistics.max());
    ValueAppender.append(batch.column(3), statistics.hasNull());
    ValueAppender.append(batch.column(4), statistics.hasNotNull());
    ValueAppender.append(
        batch.column(5),
        statistics.distinct().isPresent() ? statistics.distinct().getAsLong() : null);
    batch.column(6).appendNull();
    batch.column(7).appendNull();
  }

  private static void append(final ColumnBuilder union, final int type, final Object value) {
    ValueAppender.append(((UnionBuilder) union).append(type), value);
  }
}
