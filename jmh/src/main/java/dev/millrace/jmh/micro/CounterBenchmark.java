package dev.millrace.jmh.micro;

import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.CountersFolder;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.shm.counters.WorkerCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * What a worker's counters cost a turn of a stream: the seven counts of one batch in and one out,
 * in the mapped file or in plain memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CounterBenchmark {
  /** Where the counters are. */
  @Param({"file", "memory"})
  public String where;

  private Path folder;
  private WorkerCounters process;
  private CounterLane lane;

  /** Makes the lane. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    if (where.equals("memory")) {
      lane = CounterLane.unshared();
      return;
    }
    folder = Files.createTempDirectory("millrace-counters");
    process = WorkerCounters.create(new CountersFolder(folder), "benchmark");
    lane = process.lane();
  }

  /** Removes the file. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    lane.close();
    if (process != null) {
      process.close();
      Files.delete(folder);
    }
  }

  /** Counts a turn. */
  @Benchmark
  public void turn() {
    lane.increment(WorkerCounter.BATCHES_IN);
    lane.add(WorkerCounter.ROWS_IN, 1);
    lane.add(WorkerCounter.BYTES_IN, 8);
    lane.increment(WorkerCounter.BATCHES_OUT);
    lane.add(WorkerCounter.ROWS_OUT, 1000);
    lane.add(WorkerCounter.BYTES_OUT, 8000);
    lane.increment(WorkerCounter.POINTERS_OUT);
  }
}
