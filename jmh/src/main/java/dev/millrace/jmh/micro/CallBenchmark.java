package dev.millrace.jmh.micro;

import dev.millrace.dispatch.RpcProtocol;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.server.RpcServer;
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

/**
 * A unary call between two threads of one process that spin for each other's bytes: what client,
 * dispatch and both codecs take, with nothing of a system in between but two cores.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class CallBenchmark {
  /** What is called. */
  @RpcProtocol(name = "Bench", version = "1.0.0")
  public interface Bench {
    /** Does nothing. */
    void nothing();

    /**
     * Adds.
     *
     * @param a a number
     * @param b another
     * @return the sum
     */
    double add(double a, double b);
  }

  private static final class Served implements Bench {
    @Override
    public void nothing() {}

    @Override
    public double add(final double a, final double b) {
      return a + b;
    }
  }

  private Thread thread;
  private RpcClient client;
  private Bench bench;
  private SpinTransport near;
  private SpinTransport far;

  /** Starts a server. */
  @Setup(Level.Trial)
  public void setUp() {
    near = new SpinTransport();
    far = near.peer();
    final RpcServer server =
        RpcServer.builder().serverId("bench").service(Bench.class, new Served()).build();
    thread = Thread.ofPlatform().daemon().start(() -> server.serve(far));
    client = RpcClient.over(near, ClientOptions.DEFAULT);
    bench = client.bind(Bench.class);
    if (bench.add(1, 2) != 3) {
      throw new IllegalStateException("1 and 2 are not 3");
    }
  }

  /** Ends it. */
  @TearDown(Level.Trial)
  public void tearDown() throws InterruptedException {
    client.close();
    thread.join();
  }

  /** Calls a method without arguments. */
  @Benchmark
  public void nothing() {
    bench.nothing();
  }

  /**
   * Calls a method with two arguments and a result.
   *
   * @return the sum
   */
  @Benchmark
  public double add() {
    return bench.add(1.5, 2.5);
  }
}
