package dev.millrace.jmh.micro;

import dev.millrace.shm.state.StateDirectory;
import dev.millrace.shm.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

/** The state store of functions, a mapped file. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class StateBenchmark {
  private static final byte[] SPACE = "scan".getBytes(StandardCharsets.UTF_8);
  private static final byte[] KEY = "next".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);

  private final byte[] execution = {1, 2, 3, 4, 5, 6, 7, 8};
  private Path folder;
  private StateDirectory directory;
  private StateStore store;
  private StateStore.Counter counter;

  /** Makes a store. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("millrace-state");
    directory = new StateDirectory(folder, StateDirectory.DEFAULT_LIMIT);
    store = directory.open(execution);
    counter = store.counter(SPACE, KEY);
    store.put(SPACE, OTHER, execution);
  }

  /** Removes it. */
  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    store.close();
    directory.remove(execution);
    try (var left = Files.newDirectoryStream(folder)) {
      for (final Path file : left) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /**
   * Adds to a counter that other processes may add to.
   *
   * @return what it was
   */
  @Benchmark
  public long counterAdd() {
    return counter.add(1);
  }

  /**
   * Finds the counter by its names, then adds.
   *
   * @return what it was
   */
  @Benchmark
  public long counterAddByName() {
    return store.counterAdd(SPACE, KEY, 1);
  }

  /**
   * Reads a stored value.
   *
   * @return the value
   */
  @Benchmark
  public Optional<byte[]> get() {
    return store.get(SPACE, OTHER);
  }
}
