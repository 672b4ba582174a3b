package dev.millrace.jmh.micro;

import dev.millrace.shm.ring.RingChannel;
import dev.millrace.shm.ring.RingIdle;
import dev.millrace.shm.ring.RingRegion;
import java.io.IOException;
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

/** The ring with both ends on one thread: what it costs without waiting for anybody. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class RingBenchmark {
  /** Bytes of a message. */
  @Param({"64", "4096"})
  public int bytes;

  private final Arena arena = Arena.ofShared();
  private RingChannel client;
  private RingChannel server;
  private MemorySegment source;
  private MemorySegment target;

  /** Opens both ends. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    final RingRegion region = RingRegion.create(RingRegion.DEFAULT_CAPACITY);
    server = new RingChannel(RingRegion.attach(region.name()), RingIdle.ADAPTIVE);
    region.unlink();
    client = new RingChannel(region, RingIdle.ADAPTIVE);
    source = arena.allocate(bytes, 64);
    target = arena.allocate(bytes, 64);
  }

  /** Closes both ends. */
  @TearDown(Level.Trial)
  public void tearDown() {
    client.close();
    server.close();
    client.release();
    server.release();
    arena.close();
  }

  /**
   * Writes a message on one end and reads it on the other.
   *
   * @return bytes read
   */
  @Benchmark
  public long writeAndRead() throws IOException {
    client.write(source, 0, bytes);
    long at = 0;
    while (at < bytes) {
      at += server.read(target, at, bytes - at);
    }
    return at;
  }
}
