package dev.millrace.codec.column;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums against sums one value at a time: every remainder of the unrolled loops, every slice. */
class KernelsTest {
  private static final Schema NUMBERS = Schema.of(Field.nullable("n", new ArrowType.Int(64, true)));

  private static long slowly(final Int64Column column) {
    long sum = 0;
    for (long i = 0; i < column.length(); i++) {
      sum += column.isNull(i) ? 0 : column.get(i);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 64, 67, 1000, 65_537})
  void sumsAreThoseOfTheValues(final int rows) {
    final Random random = new Random(rows);
    try (OffHeapMemory memory = BuilderMemory.offHeap()) {
      for (final boolean nulls : new boolean[] {false, true}) {
        final BatchBuilder batch = new BatchBuilder(NUMBERS, memory);
        final Int64Builder builder = batch.column(0, Int64Builder.class);
        long expected = 0;
        for (int i = 0; i < rows; i++) {
          if (nulls && random.nextInt(3) == 0) {
            builder.append(0);
            builder.setNull(i);
            builder
                .segment()
                .set(LittleEndian.LONG, builder.dataOffset() + 8L * i, random.nextLong());
          } else {
            final long value = random.nextLong();
            builder.append(value);
            expected += value;
          }
        }
        batch.prepare();
        final Int64Column column = (Int64Column) RecordBatch.of(batch).column(0);
        assertEquals(expected, Kernels.sum(column));
        for (int from = 0; from < 11 && from + from / 2 <= rows; from++) {
          final Int64Column slice = (Int64Column) column.slice(from, rows - from - from / 2);
          assertEquals(slowly(slice), Kernels.sum(slice));
        }
        batch.release();
      }
    }
  }
}
