package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the receive region of a reader grows under a body that is large and comes in small pieces.
 */
class ReceiveRegionTest {
  private static final int ROWS = 4 << 20;
  private static final Schema NUMBERS = Schema.of(Field.required("n", new ArrowType.Int(64, true)));

  @ParameterizedTest
  @ValueSource(ints = {1 << 12, 1 << 16, 1 << 20})
  void isReplacedAFewTimesWhateverThePieces(final int piece) {
    try (Arena arena = Arena.ofConfined();
        StreamReader reader = StreamReader.connection(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment stream = numbers(arena);
      MemorySegment region = MemorySegment.NULL;
      int replaced = 0;
      long at = 0;
      long sum = 0;
      for (Event event = reader.next(); event != Event.END; event = reader.next()) {
        if (event == Event.BATCH) {
          sum = sum(reader);
        } else if (event == Event.NEED_INPUT) {
          assertTrue(reader.region().byteSize() <= Math.max(1 << 20, 8 * at), "grows ahead");
          replaced += reader.region().address() == region.address() ? 0 : 1;
          region = reader.region();
          at += reader.push(stream, at, Math.min(piece, stream.byteSize() - at));
        }
      }
      assertEquals((long) ROWS * (ROWS - 1) / 2, sum);
      assertEquals(stream.byteSize(), at);
      assertTrue(replaced <= 6, "replaced " + replaced + " times");
    }
  }

  @Test
  void isGivenBackAfterAMessageOfUnusualSize() {
    try (Arena arena = Arena.ofConfined();
        StreamReader reader = StreamReader.connection(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment stream = numbers(arena);
      long at = 0;
      for (Event event = reader.next(); event != Event.END; event = reader.next()) {
        at += reader.push(stream, at, stream.byteSize() - at);
      }
      assertTrue(reader.region().byteSize() >= stream.byteSize() - (1 << 16));
      reader.nextStream();
      reader.release();
      assertTrue(reader.region().byteSize() <= 1 << 20);
    }
  }

  private static long sum(final StreamReader reader) {
    final Int64Column column = (Int64Column) reader.batch().column(0);
    long sum = 0;
    for (long i = 0; i < column.length(); i++) {
      sum += column.get(i);
    }
    return sum;
  }

  private static MemorySegment numbers(final Arena arena) {
    final BatchBuilder batch = new BatchBuilder(NUMBERS, BuilderMemory.offHeap(arena));
    final Int64Builder column = batch.column(0, Int64Builder.class);
    for (long i = 0; i < ROWS; i++) {
      column.append(i);
    }
    final Gather gather = new Gather();
    try (StreamWriter writer = new StreamWriter(NUMBERS, WriteOptions.DEFAULT)) {
      writer.batch(batch, Metadata.EMPTY, gather);
      writer.end(gather);
    }
    final MemorySegment stream = arena.allocate(gather.totalLength(), 64);
    gather.copyTo(stream, 0);
    return stream;
  }
}
