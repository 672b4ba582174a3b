package dev.millrace.jmh.micro;

import dev.millrace.codec.value.RecordCodec;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** Java records to and from one-row IPC streams, as parameters and results travel. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class ValueCodecBenchmark {
  /**
   * A few flat values.
   *
   * @param x a number
   * @param y another
   * @param name a text
   */
  public record Flat(long x, double y, String name) {}

  /**
   * Values below values.
   *
   * @param id a number
   * @param points structs
   * @param tags texts
   */
  public record Nested(long id, List<Flat> points, List<String> tags) {}

  private RecordCodec<Flat> flatCodec;
  private RecordCodec<Nested> nestedCodec;
  private Flat flat;
  private Nested nested;
  private byte[] flatStream;
  private byte[] nestedStream;

  /** Encodes once. */
  @Setup(Level.Trial)
  public void setUp() {
    flatCodec = RecordCodec.of(Flat.class);
    nestedCodec = RecordCodec.of(Nested.class);
    flat = new Flat(42, 0.5, "the name of a thing");
    nested = new Nested(7, List.of(flat, flat, flat), List.of("a", "b", "c"));
    flatStream = flatCodec.toStream(flat);
    nestedStream = nestedCodec.toStream(nested);
    if (!flatCodec.fromStream(flatStream).equals(flat)
        || !nestedCodec.fromStream(nestedStream).equals(nested)) {
      throw new IllegalStateException("what was written was not read");
    }
  }

  /**
   * Encodes flat values.
   *
   * @return a stream
   */
  @Benchmark
  public byte[] writeFlat() {
    return flatCodec.toStream(flat);
  }

  /**
   * Decodes and validates flat values.
   *
   * @return the record
   */
  @Benchmark
  public Flat readFlat() {
    return flatCodec.fromStream(flatStream);
  }

  /**
   * Encodes nested values.
   *
   * @return a stream
   */
  @Benchmark
  public byte[] writeNested() {
    return nestedCodec.toStream(nested);
  }

  /**
   * Decodes and validates nested values.
   *
   * @return the record
   */
  @Benchmark
  public Nested readNested() {
    return nestedCodec.fromStream(nestedStream);
  }
}
