package dev.millrace.jmh.micro;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding and validating a batch of 10,000 rows of int64, float64 and utf8. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ReadBenchmark {
  /** How much is validated. */
  @Param({"FULL", "STRUCTURE"})
  public Validation validation;

  private Arena arena;
  private MemorySegment message;
  private StreamDecoder decoder;

  /** Writes the stream once and reads its schema. */
  @Setup(Level.Trial)
  public void setUp() {
    arena = Arena.ofShared();
    final BatchBuilder builder = new BatchBuilder(Rows.SCHEMA, BuilderMemory.offHeap(arena));
    Rows.fill(builder);
    decoder = new StreamDecoder(DecodeOptions.of(validation));
    try (StreamWriter writer = new StreamWriter(Rows.SCHEMA, WriteOptions.DEFAULT)) {
      final MemorySegment schema = copy(writer.start());
      if (decoder.decode(schema, 0, schema.byteSize()) != Event.SCHEMA) {
        throw new IllegalStateException("no schema");
      }
      message = copy(writer.batch(builder, Metadata.EMPTY));
    }
  }

  private MemorySegment copy(final Gather gather) {
    final MemorySegment bytes = arena.allocate(gather.totalLength(), 64);
    gather.copyTo(bytes, 0);
    return bytes;
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() {
    decoder.close();
    arena.close();
  }

  /**
   * A batch is decoded in place.
   *
   * @return its rows
   */
  @Benchmark
  public long read() {
    if (decoder.decode(message, 0, message.byteSize()) != Event.BATCH) {
      throw new IllegalStateException("no batch");
    }
    return decoder.batch().rowCount();
  }
}
