package dev.millrace.jmh.micro;

import dev.millrace.shm.segment.SegmentAllocator;
import dev.millrace.shm.segment.SharedSegment;
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

/** The allocator of a shared segment: first fit over a table in shared memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class SegmentBenchmark {
  private static final long SIZE = 64L << 20;
  private static final long BATCH = 320 << 10;

  /** Allocations that live meanwhile, one after the other. */
  @Param({"0", "4", "100"})
  public int live;

  private SharedSegment segment;
  private SegmentAllocator allocator;

  /** Makes a segment with allocations in it. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    segment = SharedSegment.create(SIZE);
    allocator = segment.allocator();
    for (int i = 0; i < live; i++) {
      allocator.allocate(BATCH);
    }
  }

  /** Removes it. */
  @TearDown(Level.Trial)
  public void tearDown() {
    segment.close();
  }

  /**
   * Allocates room for a batch and frees it.
   *
   * @return where it was
   */
  @Benchmark
  public long allocateAndFree() {
    final long offset = allocator.allocate(BATCH);
    allocator.free(offset);
    return offset;
  }
}
