package dev.millrace.spec.kit.service;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import java.lang.foreign.Arena;

/** Small batches that methods answer with as values. */
final class Tables {
  private Tables() {}

  /**
   * Makes the batch of {@code pack_nested_containers}.
   *
   * @return one column {@code value} with 1 and 2, in memory that the garbage collector frees
   */
  static RecordBatch oneAndTwo() {
    final BatchBuilder batch =
        new BatchBuilder(Schemas.INTEGERS, BuilderMemory.offHeap(Arena.ofAuto()));
    batch.column(0, Int64Builder.class).append(1, 2);
    return RecordBatch.of(batch);
  }
}
