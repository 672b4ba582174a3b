package dev.millrace.jmh.micro;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
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

/**
 * Our codec reading and writing a batch of 10,000 rows of each family; {@link
 * ArrowJavaCodecBenchmark} does the same. Both read the bytes that Arrow Java wrote from memory.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class CodecBenchmark {
  /** What the batch holds. */
  @Param({
    "INT64",
    "INT64_NULLS",
    "FLOAT64",
    "BOOL",
    "DECIMAL",
    "UTF8_ASCII",
    "UTF8_MIXED",
    "UTF8_VIEW",
    "LIST",
    "STRUCT",
    "MAP",
    "UNION",
    "DICTIONARY",
    "RUN_END",
    "LZ4",
    "ZSTD"
  })
  public Family family;

  private MillraceSide checked;
  private MillraceSide unchecked;
  private StreamWriter writer;
  private BatchBuilder filled;
  private MemorySegment target;

  /** Decodes and fills one batch. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    checked = new MillraceSide(family, Validation.FULL);
    unchecked = new MillraceSide(family, Validation.STRUCTURE);
    filled = checked.filledBuilder();
    writer = checked.writer(filled);
    target = checked.arena.allocate(ArrowJava.ROOM, 64);
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() {
    writer.close();
    checked.close();
    unchecked.close();
  }

  /**
   * Decodes and fully validates a batch in place.
   *
   * @return its rows
   */
  @Benchmark
  public long read() {
    return checked.decode().rowCount();
  }

  /**
   * Decodes a batch in place, checking bounds only: the difference to {@link #read} is what
   * validation costs.
   *
   * @return its rows
   */
  @Benchmark
  public long readStructure() {
    return unchecked.decode().rowCount();
  }

  /**
   * Writes a filled batch as the ranges of a gathering write.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long write() {
    return writer.batch(filled, Metadata.EMPTY).totalLength();
  }

  /**
   * Writes a filled batch and copies the bytes to one place.
   *
   * @return bytes copied
   */
  @Benchmark
  public long writeCopied() {
    return writer.batch(filled, Metadata.EMPTY).copyTo(target, 0);
  }
}
