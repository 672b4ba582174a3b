package dev.millrace.jmh.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
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

/** Arrow Java reading and writing a batch of 10,000 rows of each family. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class ArrowJavaCodecBenchmark {
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

  private ArrowJava other;
  private ArrowStreamWriter dropping;
  private ArrowStreamWriter copying;
  private ArrowStreamReader reader;

  /** Fills one batch and opens streams. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    other = new ArrowJava(family);
    dropping = other.writer(new ArrowJava.Sink(null));
    dropping.start();
    copying = other.writer(new ArrowJava.Sink(ByteBuffer.allocateDirect(ArrowJava.ROOM)));
    copying.start();
    reader = other.reader(new ArrowJava.Source(other.stream()));
    reader.getVectorSchemaRoot();
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    reader.close(false);
    other.close();
  }

  /**
   * Reads a batch from a channel over memory; nothing is validated.
   *
   * @return true
   */
  @Benchmark
  public boolean read() throws IOException {
    return reader.loadNextBatch();
  }

  /** Writes a filled batch to a channel that drops the bytes. */
  @Benchmark
  public void write() throws IOException {
    dropping.writeBatch();
  }

  /** Writes a filled batch to a channel that copies the bytes to one place. */
  @Benchmark
  public void writeCopied() throws IOException {
    copying.writeBatch();
  }
}
