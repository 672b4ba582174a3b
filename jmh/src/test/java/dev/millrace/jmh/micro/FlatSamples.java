package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BoolBuilder;
import dev.millrace.codec.build.DecimalBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.column.BoolColumn;
import dev.millrace.codec.column.DecimalColumn;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int64Column;
import java.math.BigDecimal;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;

/** One column of values of one width each. */
final class FlatSamples {
  private FlatSamples() {}

  /** A column of int64. */
  static final class Int64 extends Sample {
    private final boolean nulls;

    /** With nulls, every eighth row is one. */
    Int64(final boolean nulls) {
      this.nulls = nulls;
    }

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(new BigIntVector("i", allocator));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final BigIntVector vector = (BigIntVector) vectors.getFirst();
      for (int i = 0; i < ROWS; i++) {
        if (nulls && (i & 7) == 3) {
          vector.setNull(i);
        } else {
          vector.setSafe(i, number(i));
        }
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final BigIntVector vector = (BigIntVector) vectors.getFirst();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        if (!nulls || !vector.isNull(i)) {
          sum += vector.get(i);
        }
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final Int64Builder column = builder.column(0, Int64Builder.class);
      for (int i = 0; i < ROWS; i++) {
        if (nulls && (i & 7) == 3) {
          column.appendNull();
        } else {
          column.append(number(i));
        }
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final Int64Column column = (Int64Column) batch.column(0);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        if (!nulls || !column.isNull(i)) {
          sum += column.get(i);
        }
      }
      return sum;
    }
  }

  /** A column of float64. */
  static final class Float64 extends Sample {
    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(new Float8Vector("d", allocator));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final Float8Vector vector = (Float8Vector) vectors.getFirst();
      for (int i = 0; i < ROWS; i++) {
        vector.setSafe(i, i * 0.5);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final Float8Vector vector = (Float8Vector) vectors.getFirst();
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += vector.get(i);
      }
      return (long) sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final Float64Builder column = builder.column(0, Float64Builder.class);
      for (int i = 0; i < ROWS; i++) {
        column.append(i * 0.5);
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final Float64Column column = (Float64Column) batch.column(0);
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += column.get(i);
      }
      return (long) sum;
    }
  }

  /** A column of bool. */
  static final class Bool extends Sample {
    private static boolean value(final int row) {
      return (number(row) & 4) != 0;
    }

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(new BitVector("b", allocator));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final BitVector vector = (BitVector) vectors.getFirst();
      for (int i = 0; i < ROWS; i++) {
        vector.setSafe(i, value(i) ? 1 : 0);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final BitVector vector = (BitVector) vectors.getFirst();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += vector.get(i);
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final BoolBuilder column = builder.column(0, BoolBuilder.class);
      for (int i = 0; i < ROWS; i++) {
        column.append(value(i));
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final BoolColumn column = (BoolColumn) batch.column(0);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += column.get(i) ? 1 : 0;
      }
      return sum;
    }
  }

  /** A column of decimal128(18, 2), read and written as {@link BigDecimal}. */
  static final class Decimal extends Sample {
    private static final BigDecimal[] VALUES = new BigDecimal[ROWS];

    static {
      for (int i = 0; i < ROWS; i++) {
        VALUES[i] = BigDecimal.valueOf(number(i), 2);
      }
    }

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(new DecimalVector("p", allocator, 18, 2));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final DecimalVector vector = (DecimalVector) vectors.getFirst();
      for (int i = 0; i < ROWS; i++) {
        vector.setSafe(i, VALUES[i]);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final DecimalVector vector = (DecimalVector) vectors.getFirst();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += vector.getObject(i).unscaledValue().longValue();
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final DecimalBuilder column = builder.column(0, DecimalBuilder.class);
      for (int i = 0; i < ROWS; i++) {
        column.append(VALUES[i]);
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final DecimalColumn column = (DecimalColumn) batch.column(0);
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += column.get(i).unscaledValue().longValue();
      }
      return sum;
    }
  }
}
