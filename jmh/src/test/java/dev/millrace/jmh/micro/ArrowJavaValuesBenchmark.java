package dev.millrace.jmh.micro;

import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.FieldVector;
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

/** Setting and reading 10,000 rows one by one in the vectors of Arrow Java. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class ArrowJavaValuesBenchmark {
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

  private ArrowJava filled;
  private ArrowJava filling;

  /** Fills one batch. */
  @Setup(Level.Trial)
  public void setUp() {
    filled = new ArrowJava(family);
    filling = new ArrowJava(family);
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() {
    filled.close();
    filling.close();
  }

  /**
   * Reads every value.
   *
   * @return a sum over them
   */
  @Benchmark
  public long scan() {
    return filled.sample.sum(filled.vectors);
  }

  /** Sets every row in vectors that were used before and keep their memory. */
  @Benchmark
  public void build() {
    for (final FieldVector vector : filling.vectors) {
      vector.reset();
    }
    filling.fill();
  }
}
