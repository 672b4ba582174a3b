package dev.millrace.jmh.micro;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Building and writing a batch of 10,000 rows of int64, float64 and utf8. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class WriteBenchmark {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Arena arena;
  private BatchBuilder filled;
  private BatchBuilder builder;
  private StreamWriter writer;
  private MemorySegment sink;

  /** Fills one batch. */
  @Setup(Level.Trial)
  public void setUp() {
    arena = Arena.ofShared();
    final BuilderMemory memory = BuilderMemory.offHeap(arena);
    filled = new BatchBuilder(Rows.SCHEMA, memory);
    Rows.fill(filled);
    builder = new BatchBuilder(Rows.SCHEMA, memory);
    writer = new StreamWriter(Rows.SCHEMA, WriteOptions.DEFAULT);
    writer.start();
    sink = arena.allocate(1 << 20, 64);
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() {
    writer.close();
    arena.close();
  }

  /**
   * A filled batch becomes the ranges of a gathering write.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long write() {
    return writer.batch(filled, Metadata.EMPTY).totalLength();
  }

  /**
   * A filled batch is written and its bytes are copied to one place.
   *
   * @return bytes copied
   */
  @Benchmark
  public long writeAndCopy() {
    return writer.batch(filled, Metadata.EMPTY).copyTo(sink, 0);
  }

  /**
   * Rows are appended one by one, then written.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long appendAndWrite() {
    builder.reset();
    Rows.fill(builder);
    return writer.batch(builder, Metadata.EMPTY).totalLength();
  }

  /**
   * Rows are appended one by one, the text as strings, then written.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long appendStringsAndWrite() {
    builder.reset();
    final Int64Builder ints = builder.column(0, Int64Builder.class);
    final Float64Builder doubles = builder.column(1, Float64Builder.class);
    final VarBinaryBuilder texts = builder.column(2, VarBinaryBuilder.class);
    for (int i = 0; i < Rows.COUNT; i++) {
      ints.append((long) i);
      doubles.append(i * 0.5);
      texts.append(Rows.TEXTS[i]);
    }
    return writer.batch(builder, Metadata.EMPTY).totalLength();
  }

  /**
   * Numbers are filled in place, the text is appended in bulk, then written.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long fillInPlaceAndWrite() {
    builder.reset();
    final Int64Builder ints = builder.column(0, Int64Builder.class);
    ints.reserve(Rows.COUNT);
    final MemorySegment intSegment = ints.segment();
    final long intOffset = ints.dataOffset();
    for (int i = 0; i < Rows.COUNT; i++) {
      intSegment.set(LONG, intOffset + i * 8L, i);
    }
    ints.setLength(Rows.COUNT);
    final Float64Builder doubles = builder.column(1, Float64Builder.class);
    doubles.reserve(Rows.COUNT);
    final MemorySegment doubleSegment = doubles.segment();
    final long doubleOffset = doubles.dataOffset();
    for (int i = 0; i < Rows.COUNT; i++) {
      doubleSegment.set(DOUBLE, doubleOffset + i * 8L, i * 0.5);
    }
    doubles.setLength(Rows.COUNT);
    final VarBinaryBuilder from = filled.column(2, VarBinaryBuilder.class);
    final VarBinaryBuilder texts = builder.column(2, VarBinaryBuilder.class);
    texts.reserve(Rows.COUNT);
    texts.reserveBytes(from.dataLength());
    MemorySegment.copy(
        from.dataSegment(),
        from.dataOffset(),
        texts.dataSegment(),
        texts.dataOffset(),
        from.dataLength());
    MemorySegment.copy(
        from.offsetsSegment(),
        from.offsetsOffset(),
        texts.offsetsSegment(),
        texts.offsetsOffset(),
        (Rows.COUNT + 1) * 4L);
    texts.setLength(Rows.COUNT, from.dataLength());
    final Gather out = writer.batch(builder, Metadata.EMPTY);
    return out.totalLength();
  }
}
