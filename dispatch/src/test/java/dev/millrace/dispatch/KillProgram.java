package dev.millrace.dispatch;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.ServeOptions;
import dev.millrace.dispatch.server.SocketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that {@link KillTest} kills: a worker, and a client that talks without end. They
 * start from one jar with an AOT cache, in a fifth of a second.
 */
final class KillProgram {
  private static final List<String> FLAGS =
      List.of(
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xlog:disable");

  private final Path folder;
  private final String classPath;

  /**
   * Packs the class path and trains the cache.
   *
   * @param folder where they go
   */
  KillProgram(final Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    final List<String> parts = new ArrayList<>();
    int n = 0;
    for (final String part : System.getProperty("java.class.path").split(":")) {
      if (Files.isDirectory(Path.of(part))) {
        final Path jar = folder.resolve(n++ + ".jar");
        final int status =
            ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.err, System.err, "-c", "-0", "-f", jar.toString(), "-C", part, ".");
        if (status != 0) {
          throw new IOException("jar: " + status);
        }
        parts.add(jar.toString());
      } else if (Files.exists(Path.of(part))) {
        parts.add(part);
      }
    }
    classPath = String.join(":", parts);
    run("-XX:AOTCacheOutput=" + cache(), "train", folder.resolve("train.sock").toString())
        .waitFor();
  }

  private Path cache() {
    return folder.resolve("kill.aot");
  }

  private List<String> command(final String flag, final String... arguments) {
    final List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add(flag);
    command.addAll(List.of("-cp", classPath, KillProgram.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Process run(final String flag, final String... arguments) throws IOException {
    return new ProcessBuilder(command(flag, arguments))
        .redirectError(folder.resolve(arguments[0] + ".stderr").toFile())
        .start();
  }

  /** Starts a worker on a socket; it listens when this comes back. */
  Process worker(final Path socket) throws IOException {
    final Process process = run("-XX:AOTCache=" + cache(), "worker", socket.toString());
    process.inputReader().readLine();
    return process;
  }

  /** What starts a worker on its standard input and output. */
  List<String> stdioWorker() {
    return command("-XX:AOTCache=" + cache(), "stdio");
  }

  /** Starts a client of a socket; it connects when it is told to {@link #go}. */
  Process client(final Path socket, final ClientOptions options, final long seed)
      throws IOException {
    final Process process =
        run(
            "-XX:AOTCache=" + cache(),
            "client",
            socket.toString(),
            Long.toString(options.ring().capacity()),
            Long.toString(options.segmentBytes()),
            Long.toString(seed));
    process.inputReader().readLine();
    return process;
  }

  /** Lets a client begin. */
  static void go(final Process client) throws IOException {
    client.getOutputStream().write('\n');
    client.getOutputStream().flush();
  }

  public static void main(final String[] arguments) throws Exception {
    final Path socket = arguments.length > 1 ? Path.of(arguments[1]) : null;
    switch (arguments[0]) {
      case "stdio" -> server().serveStdio();
      case "worker" -> server().serveUnix(socket, ServeOptions.WORKER);
      case "client" -> {
        System.out.println("ready");
        System.in.read();
        final ClientOptions options =
            ClientOptions.DEFAULT
                .withRing(RingSettings.NONE.withCapacity(Long.parseLong(arguments[2])))
                .withSegment(Long.parseLong(arguments[3]));
        talk(socket, options, Long.parseLong(arguments[4]), Integer.MAX_VALUE);
      }
      case "train" -> {
        try (SocketListener _ = listen(socket)) {
          final ClientOptions all =
              ClientOptions.DEFAULT
                  .withRing(RingSettings.DEFAULT.withCapacity(1 << 16))
                  .withSegment(1 << 22);
          talk(socket, all, 1, 100);
          talk(socket, all.withRing(RingSettings.NONE).withSegment(0), 2, 100);
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static RpcServer server() {
    return RpcServer.builder().service(Fixture.class, new FixtureService()).build();
  }

  /** A server of this process. */
  static SocketListener listen(final Path socket) throws IOException {
    final SocketListener listener = server().listenUnix(socket, ServeOptions.EMBEDDED);
    final Thread conductor = new Thread(listener, "conductor");
    conductor.setDaemon(true);
    conductor.start();
    return listener;
  }

  private static void talk(
      final Path socket, final ClientOptions options, final long seed, final int steps)
      throws IOException {
    try (RpcClient client = RpcClient.unix(socket, options)) {
      final KillTalk talk = new KillTalk(client, seed);
      for (int i = 0; i < steps; i++) {
        talk.step();
      }
    }
  }

  /** Names of shared memory that belong to a process. */
  static List<String> names(final long pid) {
    final Path shared = Path.of("/dev/shm");
    if (!Files.isDirectory(shared)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(shared)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.matches("m(ring|seg)_" + pid + "_.*"))
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rings and segments this process has mapped. */
  static long mapped() throws IOException {
    final Path maps = Path.of("/proc/self/maps");
    if (!Files.exists(maps)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(maps)) {
      return lines
          .filter(l -> l.contains("/dev/shm/mring_") || l.contains("/dev/shm/mseg_"))
          .count();
    }
  }
}
