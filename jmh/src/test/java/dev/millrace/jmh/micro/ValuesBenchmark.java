package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.validate.Validation;
import java.io.IOException;
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
 * Building and reading 10,000 rows one by one through our builders and columns; {@link
 * ArrowJavaValuesBenchmark} does the same.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class ValuesBenchmark {
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
    "RUN_END"
  })
  public Family family;

  private MillraceSide side;
  private RecordBatch batch;
  private BatchBuilder builder;

  /** Decodes one batch, and sees to it that both sides mean the same. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    side = new MillraceSide(family, Validation.FULL);
    batch = side.decode();
    builder = side.emptyBuilder();
    build();
    final long sum = side.sample.sum(batch);
    final long built = side.sample.sum(RecordBatch.of(builder));
    try (ArrowJava other = new ArrowJava(family)) {
      final long others = other.sample.sum(other.vectors);
      if (sum != others || built != others) {
        throw new IllegalStateException(sum + " read, " + built + " built, not " + others);
      }
    }
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() {
    side.close();
  }

  /**
   * Reads every value.
   *
   * @return a sum over them
   */
  @Benchmark
  public long scan() {
    return side.sample.sum(batch);
  }

  /**
   * Appends every row to a builder that was used before.
   *
   * @return rows
   */
  @Benchmark
  public long build() {
    builder.reset();
    side.sample.fill(builder);
    builder.prepare();
    return builder.rowCount();
  }
}
