package dev.millrace.dispatch;

import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.ServeOptions;
import dev.millrace.dispatch.transport.Stdio;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A worker process of the fixture that prints where it should not. */
final class FixtureWorker {
  private FixtureWorker() {}

  public static void main(final String[] arguments) throws IOException {
    Stdio.claim();
    System.out.println("noise before serving");
    final RpcServer server =
        RpcServer.builder()
            .serverId("worker")
            .service(
                Fixture.class,
                new FixtureService() {
                  @Override
                  public double add(final double a, final double b) {
                    System.out.println("noise while serving");
                    return super.add(a, b);
                  }
                })
            .build();
    switch (arguments[0]) {
      case "stdio" -> server.serveStdio();
      case "unix" ->
          server.serveUnix(
              Path.of(arguments[1]),
              ServeOptions.WORKER.withIdleTimeout(Duration.ofMillis(Long.parseLong(arguments[2]))));
      case "tcp" -> server.serveTcp("127.0.0.1", 0, ServeOptions.WORKER);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("noise after serving");
  }

  /** The command line of such a worker. */
  static List<String> command(final String... arguments) {
    final List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FixtureWorker.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
