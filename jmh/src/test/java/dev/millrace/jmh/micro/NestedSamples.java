package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.ListBuilder;
import dev.millrace.codec.build.MapBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.codec.build.UnionBuilder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.ListColumn;
import dev.millrace.codec.column.MapColumn;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.codec.column.UnionColumn;
import dev.millrace.codec.column.VarBinaryColumn;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.holders.NullableBigIntHolder;
import org.apache.arrow.vector.holders.NullableFloat8Holder;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** One column with columns below it. */
final class NestedSamples {
  private NestedSamples() {}

  private static Field field(final String name, final MinorType type, final boolean nullable) {
    return new Field(name, new FieldType(nullable, type.getType(), null), null);
  }

  private static FieldVector vector(
      final BufferAllocator allocator, final ArrowType type, final Field... children) {
    final Field field = new Field("n", new FieldType(true, type, null), List.of(children));
    return field.createVector(allocator);
  }

  /** Lists of 0 to 5 int64. */
  static final class Lists extends Sample {
    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(
          vector(allocator, new ArrowType.List(), field("item", MinorType.BIGINT, true)));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final ListVector lists = (ListVector) vectors.getFirst();
      final BigIntVector items = (BigIntVector) lists.getDataVector();
      for (int i = 0; i < ROWS; i++) {
        final int at = lists.startNewValue(i);
        final int size = i % 6;
        for (int n = 0; n < size; n++) {
          items.setSafe(at + n, number(i + n));
        }
        lists.endValue(i, size);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final ListVector lists = (ListVector) vectors.getFirst();
      final BigIntVector items = (BigIntVector) lists.getDataVector();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final int end = lists.getElementEndIndex(i);
        for (int n = lists.getElementStartIndex(i); n < end; n++) {
          sum += items.get(n);
        }
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final ListBuilder lists = builder.column(0, ListBuilder.class);
      final Int64Builder items = lists.values(Int64Builder.class);
      for (int i = 0; i < ROWS; i++) {
        lists.startValue();
        final int size = i % 6;
        for (int n = 0; n < size; n++) {
          items.append(number(i + n));
        }
        lists.endValue();
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final ListColumn lists = (ListColumn) batch.column(0);
      final Int64Column items = (Int64Column) lists.values();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final long start = lists.valueStart(i);
        final long end = start + lists.valueCount(i);
        for (long n = start; n < end; n++) {
          sum += items.get(n);
        }
      }
      return sum;
    }
  }

  /** Structs of int64 and float64. */
  static final class Structs extends Sample {
    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(
          vector(
              allocator,
              new ArrowType.Struct(),
              field("i", MinorType.BIGINT, true),
              field("d", MinorType.FLOAT8, true)));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final StructVector structs = (StructVector) vectors.getFirst();
      final BigIntVector numbers = (BigIntVector) structs.getChildByOrdinal(0);
      final Float8Vector doubles = (Float8Vector) structs.getChildByOrdinal(1);
      for (int i = 0; i < ROWS; i++) {
        structs.setIndexDefined(i);
        numbers.setSafe(i, number(i));
        doubles.setSafe(i, i * 0.5);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final StructVector structs = (StructVector) vectors.getFirst();
      final BigIntVector numbers = (BigIntVector) structs.getChildByOrdinal(0);
      final Float8Vector doubles = (Float8Vector) structs.getChildByOrdinal(1);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        if (!structs.isNull(i)) {
          sum += numbers.get(i) + (long) doubles.get(i);
        }
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final StructBuilder structs = builder.column(0, StructBuilder.class);
      final Int64Builder numbers = structs.child(0, Int64Builder.class);
      final Float64Builder doubles = structs.child(1, Float64Builder.class);
      for (int i = 0; i < ROWS; i++) {
        numbers.append(number(i));
        doubles.append(i * 0.5);
        structs.endValue();
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final StructColumn structs = (StructColumn) batch.column(0);
      final Int64Column numbers = (Int64Column) structs.child(0);
      final Float64Column doubles = (Float64Column) structs.child(1);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        if (!structs.isNull(i)) {
          sum += numbers.get(i) + (long) doubles.get(i);
        }
      }
      return sum;
    }
  }

  /** Maps of two entries, utf8 to int64. */
  static final class Maps extends Sample {
    private final byte[][] texts = TextSamples.ascii();

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      final Field entries =
          new Field(
              MapVector.DATA_VECTOR_NAME,
              new FieldType(false, new ArrowType.Struct(), null),
              List.of(
                  field(MapVector.KEY_NAME, MinorType.VARCHAR, false),
                  field(MapVector.VALUE_NAME, MinorType.BIGINT, true)));
      return List.of(vector(allocator, new ArrowType.Map(false), entries));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final MapVector maps = (MapVector) vectors.getFirst();
      final StructVector entries = (StructVector) maps.getDataVector();
      final VarCharVector keys = (VarCharVector) entries.getChildByOrdinal(0);
      final BigIntVector items = (BigIntVector) entries.getChildByOrdinal(1);
      for (int i = 0; i < ROWS; i++) {
        final int at = maps.startNewValue(i);
        for (int n = at; n < at + 2; n++) {
          entries.setIndexDefined(n);
          keys.setSafe(n, texts[n % ROWS]);
          items.setSafe(n, number(n));
        }
        maps.endValue(i, 2);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final MapVector maps = (MapVector) vectors.getFirst();
      final StructVector entries = (StructVector) maps.getDataVector();
      final VarCharVector keys = (VarCharVector) entries.getChildByOrdinal(0);
      final BigIntVector items = (BigIntVector) entries.getChildByOrdinal(1);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final int end = maps.getElementEndIndex(i);
        for (int n = maps.getElementStartIndex(i); n < end; n++) {
          sum += keys.getValueLength(n) + items.get(n);
        }
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final MapBuilder maps = builder.column(0, MapBuilder.class);
      final StructBuilder entries = maps.values(StructBuilder.class);
      final VarBinaryBuilder keys = entries.child(0, VarBinaryBuilder.class);
      final Int64Builder items = entries.child(1, Int64Builder.class);
      for (int i = 0; i < ROWS; i++) {
        maps.startValue();
        for (int n = 2 * i; n < 2 * i + 2; n++) {
          keys.append(texts[n % ROWS]);
          items.append(number(n));
          entries.endValue();
        }
        maps.endValue();
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final MapColumn maps = (MapColumn) batch.column(0);
      final VarBinaryColumn keys = (VarBinaryColumn) maps.keys();
      final Int64Column items = (Int64Column) maps.items();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final long start = maps.valueStart(i);
        final long end = start + maps.valueCount(i);
        for (long n = start; n < end; n++) {
          sum += keys.valueLength(n) + items.get(n);
        }
      }
      return sum;
    }
  }

  /** A dense union of int64 and float64 in turns. */
  static final class Unions extends Sample {
    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(
          vector(
              allocator,
              new ArrowType.Union(UnionMode.Dense, new int[] {0, 1}),
              field("i", MinorType.BIGINT, true),
              field("d", MinorType.FLOAT8, true)));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final DenseUnionVector union = (DenseUnionVector) vectors.getFirst();
      final NullableBigIntHolder number = new NullableBigIntHolder();
      final NullableFloat8Holder real = new NullableFloat8Holder();
      number.isSet = 1;
      real.isSet = 1;
      for (int i = 0; i < ROWS; i++) {
        union.setTypeId(i, (byte) (i & 1));
        if ((i & 1) == 0) {
          number.value = number(i);
          union.setSafe(i, number);
        } else {
          real.value = i * 0.5;
          union.setSafe(i, real);
        }
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final DenseUnionVector union = (DenseUnionVector) vectors.getFirst();
      final BigIntVector numbers = (BigIntVector) union.getVectorByType((byte) 0);
      final Float8Vector doubles = (Float8Vector) union.getVectorByType((byte) 1);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final int at = union.getOffset(i);
        sum += union.getTypeId(i) == 0 ? numbers.get(at) : (long) doubles.get(at);
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final UnionBuilder union = builder.column(0, UnionBuilder.class);
      for (int i = 0; i < ROWS; i++) {
        if ((i & 1) == 0) {
          union.append(0, Int64Builder.class).append(number(i));
        } else {
          union.append(1, Float64Builder.class).append(i * 0.5);
        }
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final UnionColumn union = (UnionColumn) batch.column(0);
      final Int64Column numbers = (Int64Column) union.child(0);
      final Float64Column doubles = (Float64Column) union.child(1);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final long at = union.childRow(i);
        sum += union.childIndex(i) == 0 ? numbers.get(at) : (long) doubles.get(at);
      }
      return sum;
    }
  }
}
