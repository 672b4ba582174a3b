package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BoolBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.ListBuilder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.build.ViewBinaryBuilder;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Building, writing and reading batches leaves no garbage once the largest batch was seen. */
final class SteadyStateAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int ROWS = 200;
  private static final int BATCHES = 500;

  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("i", new ArrowType.Int(64, true)),
          Field.nullable("d", new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE)),
          Field.nullable("b", new ArrowType.Bool()),
          Field.nullable("s", new ArrowType.Utf8()),
          Field.nullable("v", new ArrowType.BinaryView()),
          Field.nullable(
              "l", new ArrowType.List(), Field.nullable("item", new ArrowType.Int(64, true))),
          Field.nullable("e", new ArrowType.Utf8())
              .withDictionary(new DictionaryEncoding(1, new ArrowType.Int(16, true), false)));

  private static final String[] WORDS = {"", "ascii", "grüezi", "水車", "\uD83C\uDF0A", "a long one"};
  private static final byte[] BYTES = new byte[40];

  private static void fill(final BatchBuilder batch, final int seed) {
    final Int64Builder ints = batch.column(0, Int64Builder.class);
    final Float64Builder doubles = batch.column(1, Float64Builder.class);
    final BoolBuilder bools = batch.column(2, BoolBuilder.class);
    final VarBinaryBuilder texts = batch.column(3, VarBinaryBuilder.class);
    final ViewBinaryBuilder views = batch.column(4, ViewBinaryBuilder.class);
    final ListBuilder lists = batch.column(5, ListBuilder.class);
    final Int64Builder items = (Int64Builder) lists.values();
    final DictionaryBuilder words = batch.column(6, DictionaryBuilder.class);
    for (int i = 0; i < ROWS; i++) {
      if ((i + seed) % 7 == 0) {
        ints.appendNull();
        texts.appendNull();
        words.appendNull();
      } else {
        ints.append((long) i);
        texts.append(WORDS[(i + seed) % WORDS.length]);
        words.append(WORDS[i % WORDS.length]);
      }
      doubles.append(i * 0.5);
      bools.append((i & 3) == 0);
      views.append(BYTES, 0, i % BYTES.length);
      lists.startValue();
      items.append((long) i);
      lists.endValue();
    }
  }

  /**
   * Bytes that one run allocates, the least of many: compilation and profiling happen meanwhile.
   */
  private static long leastAllocated(final Runnable run) {
    final long deadline = System.nanoTime() + 60_000_000_000L;
    long least = Long.MAX_VALUE;
    while (least > 0 && System.nanoTime() < deadline) {
      final long before = THREADS.getCurrentThreadAllocatedBytes();
      run.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void buildingAndWriting() {
    try (Arena arena = Arena.ofConfined()) {
      final BatchBuilder batch = new BatchBuilder(SCHEMA, BuilderMemory.offHeap(arena));
      final StreamWriter writer = new StreamWriter(SCHEMA, WriteOptions.DEFAULT, new Gather(arena));
      final Metadata custom = Metadata.of("vgi_rpc.method", "scan");
      final MemorySegment sink = arena.allocate(1 << 20);
      final Runnable run =
          () -> {
            for (int i = 0; i < BATCHES; i++) {
              batch.reset();
              fill(batch, i);
              writer.batch(batch, custom).copyTo(sink, 0);
            }
          };
      assertEquals(0, leastAllocated(run), "bytes for " + BATCHES + " batches");
    }
  }

  @Test
  void readingAndSendingOn() {
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final BatchBuilder batch = new BatchBuilder(SCHEMA, BuilderMemory.offHeap(arena));
      fill(batch, 0);
      final StreamWriter writer = new StreamWriter(SCHEMA, WriteOptions.DEFAULT);
      final MemorySegment bytes = arena.allocate(1 << 20, 64);
      final long schema = writer.start().copyTo(bytes, 0);
      assertEquals(Event.SCHEMA, decoder.decode(bytes, 0, schema));
      // the first message brings the dictionary, the second is the one read over and over
      final long first = writer.batch(batch, Metadata.EMPTY).copyTo(bytes, 0);
      assertEquals(Event.BATCH, decoder.decode(bytes, 0, first));
      final long length = writer.batch(batch, Metadata.EMPTY).copyTo(bytes, 0);
      final StreamWriter echo = new StreamWriter(SCHEMA, WriteOptions.DEFAULT);
      final MemorySegment sink = arena.allocate(1 << 20);
      final Runnable run =
          () -> {
            for (int i = 0; i < BATCHES; i++) {
              assertEquals(Event.BATCH, decoder.decode(bytes, 0, length));
              echo.batch(decoder.batch(), Metadata.EMPTY).copyTo(sink, 0);
            }
          };
      assertEquals(0, leastAllocated(run), "bytes for " + BATCHES + " batches");
    }
  }
}
