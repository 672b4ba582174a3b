package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.RunEndBuilder;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.RunEndColumn;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** A run-end encoded column: runs of ten rows of int64. */
final class RunEndSample extends Sample {
  private static final int RUN = 10;

  @Override
  List<FieldVector> vectors(final BufferAllocator allocator) {
    final Field field =
        new Field(
            "r",
            new FieldType(true, new ArrowType.RunEndEncoded(), null),
            List.of(
                new Field("run_ends", new FieldType(false, MinorType.INT.getType(), null), null),
                new Field("values", new FieldType(true, MinorType.BIGINT.getType(), null), null)));
    return List.of(field.createVector(allocator));
  }

  @Override
  void fill(final List<FieldVector> vectors) {
    final RunEndEncodedVector runs = (RunEndEncodedVector) vectors.getFirst();
    final IntVector ends = (IntVector) runs.getRunEndsVector();
    final BigIntVector values = (BigIntVector) runs.getValuesVector();
    for (int run = 0; run < ROWS / RUN; run++) {
      ends.setSafe(run, (run + 1) * RUN);
      values.setSafe(run, number(run));
    }
    ends.setValueCount(ROWS / RUN);
    values.setValueCount(ROWS / RUN);
  }

  @Override
  long sum(final List<FieldVector> vectors) {
    final RunEndEncodedVector runs = (RunEndEncodedVector) vectors.getFirst();
    final BigIntVector values = (BigIntVector) runs.getValuesVector();
    long sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += values.get(runs.getPhysicalIndex(i));
    }
    return sum;
  }

  @Override
  void fill(final BatchBuilder builder) {
    final RunEndBuilder runs = builder.column(0, RunEndBuilder.class);
    final Int64Builder values = runs.values(Int64Builder.class);
    for (int run = 0; run < ROWS / RUN; run++) {
      values.append(number(run));
      runs.endRun(RUN);
    }
  }

  @Override
  long sum(final RecordBatch batch) {
    final RunEndColumn runs = (RunEndColumn) batch.column(0);
    final Int64Column values = (Int64Column) runs.values();
    long sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += values.get(runs.runOf(i));
    }
    return sum;
  }
}
