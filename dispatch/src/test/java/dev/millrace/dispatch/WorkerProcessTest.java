package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes of their own, as those who start them see them. */
@Timeout(120)
class WorkerProcessTest {
  @TempDir Path directory;

  private Process start(final String... arguments) throws IOException {
    final List<String> command = new ArrayList<>(FixtureWorker.command(arguments));
    if (Files.exists(Path.of("/proc/self/status"))) {
      // a run in a shell's background ignores SIGINT and hands that down to its children
      command.addAll(0, List.of("env", "--default-signal=INT"));
    }
    return new ProcessBuilder(command).redirectError(directory.resolve("stderr").toFile()).start();
  }

  private String stderr() throws IOException {
    return Files.readString(directory.resolve("stderr"));
  }

  private static void signal(final Process process, final String name) throws Exception {
    assertEquals(
        0, new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor());
  }

  @Test
  void clientStartsTalksAndEnds() throws Exception {
    final long before = ProcessHandle.current().children().count();
    final RpcClient client = RpcClient.stdio(FixtureWorker.command("stdio"));
    final Fixture fixture = client.bind(Fixture.class);
    try {
      assertEquals(3, fixture.add(1, 2));
      assertTrue(fixture.whoAmI(null).contains(" pipe worker "));
      try (ProducerStream<Void> stream = fixture.count(2)) {
        assertEquals(0, ((Int64Column) stream.next().column(0)).get(0));
        assertEquals(1, ((Int64Column) stream.next().column(0)).get(0));
        assertNull(stream.next());
      }
      assertEquals(before + 1, ProcessHandle.current().children().count());
    } finally {
      client.close();
    }
    assertThrows(IllegalStateException.class, () -> fixture.add(1, 2));
    assertEquals(before, ProcessHandle.current().children().count());
  }

  @Test
  void standardOutputCarriesTheProtocolAlone() throws Exception {
    final Process worker = start("stdio");
    worker.getOutputStream().close();
    assertEquals(0, worker.getInputStream().readAllBytes().length);
    assertEquals(0, worker.waitFor());
    assertTrue(stderr().contains("noise before serving"), stderr());
    assertTrue(stderr().contains("noise after serving"), stderr());
  }

  @Test
  void garbageOnStandardInputIsAnsweredAndEndsTheWorker() throws Exception {
    final Process worker = start("stdio");
    worker
        .getOutputStream()
        .write("hello, I am no Arrow stream at all".getBytes(StandardCharsets.US_ASCII));
    worker.getOutputStream().flush();
    final byte[] answer = worker.getInputStream().readAllBytes();
    assertTrue(new String(answer, StandardCharsets.UTF_8).contains("MalformedException"));
    assertEquals(0, worker.waitFor());
  }

  @Test
  void signalsEndTheWorkerInGoodOrder() throws Exception {
    for (final String name : new String[] {"TERM", "INT"}) {
      final Path socket = directory.resolve(name + ".sock");
      final Process worker = start("unix", socket.toString(), "60000");
      final BufferedReader out = worker.inputReader();
      assertEquals("UNIX:" + socket.toAbsolutePath(), out.readLine());
      try (RpcClient client = RpcClient.unix(socket)) {
        assertEquals(3, client.bind(Fixture.class).add(1, 2));
        signal(worker, name);
        assertTrue(worker.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, worker.exitValue());
        assertFalse(Files.exists(socket));
        final RpcException e =
            assertThrows(RpcException.class, () -> client.bind(Fixture.class).add(1, 2));
        assertEquals("TransportError", e.errorType());
      }
      assertNull(out.readLine(), "nothing but the address is printed");
      assertTrue(stderr().contains("noise while serving"));
    }
  }

  @Test
  void signalEndsAWorkerOnStandardInput() throws Exception {
    final Process worker = start("stdio");
    final Gather request = new Gather();
    final StreamWriter writer = new StreamWriter(Schema.EMPTY, WriteOptions.DEFAULT);
    writer.batch(
        new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap()),
        Peers.request("nothing").build(),
        request);
    writer.end(request);
    worker.getOutputStream().write(request.toByteArray());
    worker.getOutputStream().flush();
    assertTrue(worker.getInputStream().read() >= 0);
    signal(worker, "TERM");
    assertTrue(worker.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, worker.exitValue());
  }

  @Test
  void tcpWorkerTellsItsPort() throws Exception {
    final Process worker = start("tcp");
    final String line = worker.inputReader().readLine();
    assertTrue(line.matches("TCP:127\\.0\\.0\\.1:\\d+"), line);
    try (RpcClient client =
        RpcClient.tcp("127.0.0.1", Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))) {
      assertEquals(3, client.bind(Fixture.class).add(1, 2));
    }
    worker.destroy();
    assertEquals(0, worker.waitFor());
  }

  @Test
  void idleWorkerEndsByItself() throws Exception {
    final Path socket = directory.resolve("idle.sock");
    final Process worker = start("unix", socket.toString(), "200");
    worker.inputReader().readLine();
    RpcClient.unix(socket).close();
    assertTrue(worker.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, worker.exitValue());
    assertFalse(Files.exists(socket));
  }

  @Test
  void workerThatDoesNotGoIsMadeTo() throws Exception {
    final RpcClient client =
        RpcClient.stdio(
            List.of("sh", "-c", "trap '' TERM; exec sleep 600 0<&-"),
            new ClientOptions(
                log -> {},
                dev.millrace.wire.Limits.DEFAULT,
                false,
                java.util.Map.of(),
                Duration.ofMillis(100),
                0,
                dev.millrace.dispatch.ring.RingSettings.NONE));
    final long started = System.nanoTime();
    client.close();
    client.close();
    assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(20));
  }

  @Test
  void environmentReachesTheWorker() throws Exception {
    final Path seen = directory.resolve("seen");
    final RpcClient client =
        RpcClient.stdio(
            List.of("sh", "-c", "echo \"$FIXTURE_MARK\" > '" + seen + "'; cat > /dev/null"),
            ClientOptions.DEFAULT.withEnvironment(java.util.Map.of("FIXTURE_MARK", "here")));
    client.close();
    assertEquals("here\n", Files.readString(seen));
  }

  @Test
  void programThatDoesNotExist() {
    assertThrows(IOException.class, () -> RpcClient.stdio(List.of("/no/such/program")));
  }
}
