package dev.millrace.jmh.headline.limit;

import dev.millrace.shm.posix.PosixPipe;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The client's side of the limit on one connection: starts the other process and sums what it
 * writes.
 */
public final class LimitRun implements AutoCloseable {
  private final LimitSpec spec;
  private final Process worker;
  private final Lane in;
  private final Lane out;

  private LimitRun(final LimitSpec spec, final Process worker, final Lane in, final Lane out) {
    this.spec = spec;
    this.worker = worker;
    this.in = in;
    this.out = out;
  }

  /**
   * Starts the other process.
   *
   * @param java command and flags that start a JVM with our classes, without the main class
   * @param workload numbers, echo or upper_case
   * @param transport pipe, unix, tcp or shm
   * @param batchRows rows of a batch
   * @param rows rows of one run
   * @param runs how many times {@link #run} will be called
   * @return the run
   * @throws IOException if the system refuses
   */
  public static LimitRun start(
      final List<String> java,
      final String workload,
      final String transport,
      final int batchRows,
      final long rows,
      final int runs)
      throws IOException {
    final LimitSpec spec = new LimitSpec(workload, transport, batchRows, rows, runs);
    return switch (transport) {
      case "pipe" -> overPipe(java, spec);
      case "shm" -> overMemory(java, spec);
      case "unix" -> overUnix(java, spec);
      case "tcp" -> overTcp(java, spec);
      default -> throw new IllegalArgumentException("no limit for transport " + transport);
    };
  }

  private static LimitRun overPipe(final List<String> java, final LimitSpec spec)
      throws IOException {
    try (PosixPipe input = PosixPipe.open();
        PosixPipe output = PosixPipe.open()) {
      final Process worker =
          command(java, spec)
              .redirectInput(input.readFile())
              .redirectOutput(output.writeFile())
              .start();
      input.closeRead();
      output.closeWrite();
      return new LimitRun(
          spec,
          worker,
          new ChannelLane(output.readStream().getChannel(), spec.batchBytes()),
          new ChannelLane(input.writeChannel(), spec.batchBytes()));
    }
  }

  private static LimitRun overMemory(final List<String> java, final LimitSpec spec)
      throws IOException {
    final SharedLane in = SharedLane.create(spec.batchBytes());
    final SharedLane out = spec.returns() ? SharedLane.create(spec.batchBytes()) : null;
    final Process worker =
        command(java, spec, in.name(), out == null ? "" : out.name())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new LimitRun(spec, worker, in, out);
  }

  private static LimitRun overUnix(final List<String> java, final LimitSpec spec)
      throws IOException {
    final Path path = Files.createTempDirectory("millrace-limit").resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      return overSocket(command(java, spec, path.toString()), spec, server);
    } finally {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    }
  }

  private static LimitRun overTcp(final List<String> java, final LimitSpec spec)
      throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress("127.0.0.1", 0));
      final int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      return overSocket(command(java, spec, "" + port), spec, server);
    }
  }

  private static LimitRun overSocket(
      final ProcessBuilder command, final LimitSpec spec, final ServerSocketChannel server)
      throws IOException {
    final Process worker = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    final SocketChannel socket = server.accept();
    if (spec.transport().equals("tcp")) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } else {
      socket.setOption(StandardSocketOptions.SO_SNDBUF, LimitWorker.BUFFER);
    }
    return new LimitRun(
        spec,
        worker,
        new ChannelLane(socket, spec.batchBytes()),
        new ChannelLane(socket, spec.batchBytes()));
  }

  private static ProcessBuilder command(
      final List<String> java, final LimitSpec spec, final String... endpoints) {
    final List<String> command = new ArrayList<>(java);
    command.add(LimitWorker.class.getName());
    command.addAll(List.of(spec.toArguments()));
    command.addAll(List.of(endpoints));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .directory(new File("."));
  }

  /**
   * Moves the rows of one run.
   *
   * @return the sum of what came; {@link #expected} unless something is wrong
   * @throws IOException if the other process ended
   */
  public long run() throws IOException {
    return spec.overlaps() ? overlapping() : inTurns();
  }

  private long inTurns() throws IOException {
    long sum = 0;
    for (long batch = 0; batch < spec.batches(); batch++) {
      handOver(batch);
      sum += takeSum();
    }
    return sum;
  }

  /** A batch ahead: the other process works on one while this one works on another. */
  private long overlapping() throws IOException {
    long sum = 0;
    handOver(0);
    for (long batch = 1; batch < spec.batches(); batch++) {
      handOver(batch);
      sum += takeSum();
    }
    return sum + takeSum();
  }

  /** Makes a batch for the other process, or passes on the one that it made. */
  private void handOver(final long batch) throws IOException {
    if (spec.clientFills()) {
      Rows.fill(out.slot(), batch * spec.words(), spec.words());
      out.publish(spec.batchBytes());
    } else if (spec.returns()) {
      final MemorySegment got = in.take(spec.batchBytes());
      MemorySegment.copy(got, 0, out.slot(), 0, spec.batchBytes());
      in.release();
      out.publish(spec.batchBytes());
    }
  }

  private long takeSum() throws IOException {
    if (spec.handsBackInPlace()) {
      return Rows.sum(out.returned(), spec.words());
    }
    final long sum = Rows.sum(in.take(spec.batchBytes()), spec.words());
    in.release();
    return sum;
  }

  /**
   * Says what the rows of one run add up to.
   *
   * @return the sum
   */
  public long expected() {
    final long words = spec.batches() * spec.words();
    return words % 2 == 0 ? words / 2 * (words - 1) : (words - 1) / 2 * words;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
    in.close();
    worker.destroy();
  }
}
