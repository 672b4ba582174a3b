package dev.millrace.sdk.demo;

import static dev.millrace.sdk.function.Parameter.constant;
import static dev.millrace.sdk.function.Parameter.named;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.sdk.function.BindCall;
import dev.millrace.sdk.function.Cardinality;
import dev.millrace.sdk.function.ColumnStatistics;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.function.Types;
import dev.millrace.sdk.storage.ExecutionStorage;
import dev.millrace.sdk.vgi.OrderPreservation;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * {@code numbers(count, batch_size := 0)}: the numbers from 0 up to but not including {@code
 * count}. Up to four workers, in processes of their own if the client starts them so, take one
 * batch after the other from a shared counter, so that together they yield each number exactly
 * once.
 */
final class Numbers implements TableFunction {
  private static final Schema COLUMNS = Types.table(Types.column("n", Types.INT64));
  private static final String NEXT = "next";

  @Override
  public Declaration declaration() {
    return Declaration.of("numbers")
        .description("The numbers from 0 up to, but not including, count")
        .parameters(
            constant("count", Types.INT64).doc("how many numbers").atLeast(0),
            named("batch_size", Types.INT64)
                .doc("rows in a batch; 0 lets the worker choose")
                .defaultsTo(0)
                .atLeast(0)
                .atMost(1L << 30))
        .order(OrderPreservation.NO_ORDER_GUARANTEE)
        .maxWorkers(4)
        .projects()
        .example("SELECT sum(n) FROM demo.numbers(1000000)", "The sum of a million numbers")
        .categories("generator")
        .build();
  }

  @Override
  public Schema bind(final BindCall call) {
    return COLUMNS;
  }

  @Override
  public Cardinality cardinality(final BindCall call) {
    return Cardinality.exactly(call.arguments().getLong("count"));
  }

  @Override
  public List<ColumnStatistics> statistics(final BindCall call) {
    final long count = call.arguments().getLong("count");
    return count == 0
        ? List.of()
        : List.of(ColumnStatistics.range("n", 0L, count - 1).distinct(count));
  }

  @Override
  public TableProducer open(final ScanCall call) {
    final long count = call.arguments().getLong("count");
    final long asked = call.arguments().getLong("batch_size");
    final long rows = asked > 0 ? asked : call.suggestedRows(Long.BYTES);
    final ExecutionStorage storage = call.storage();
    final boolean wanted = !call.projection().isEmpty();
    return out -> {
      // The counter may run past the count by a batch for each worker, never beyond a long.
      final long start = storage.counterAdd(NEXT, rows) - rows;
      if (start >= count) {
        out.finish();
        return;
      }
      final long length = Math.min(rows, count - start);
      final BatchBuilder batch = out.builder();
      if (wanted) {
        fill(batch.column(0, Int64Builder.class), start, length);
      } else {
        batch.rowCount(length);
      }
      out.emit();
    };
  }

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * Writes consecutive numbers straight into the message; the loop is one the compiler vectorises.
   */
  private static void fill(final Int64Builder column, final long start, final long length) {
    column.reserve(length);
    final MemorySegment memory = OffHeap.cast(column.segment());
    final long at = column.dataOffset();
    final int rows = (int) length;
    for (int i = 0; i < rows; i++) {
      memory.set(LONG, at + ((long) i << 3), start + i);
    }
    column.setLength(length);
  }
}
