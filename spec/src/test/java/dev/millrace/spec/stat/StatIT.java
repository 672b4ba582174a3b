package dev.millrace.spec.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.client.ScanSummary;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import dev.millrace.spec.peers.PythonPeers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged demo worker, watched by the packaged {@code millrace stat} while it serves. */
@Timeout(120)
class StatIT {
  private static final Path BIN =
      PythonPeers.moduleDirectory().resolveSibling("sdk-thin").resolve("target/millrace/bin");

  private Path socket;
  private Process worker;

  @BeforeEach
  void start() throws IOException {
    socket = Files.createTempDirectory(Path.of("/tmp"), "mr-").resolve("w.sock");
    worker =
        new ProcessBuilder(BIN.resolve("demo-worker").toString(), "--unix", socket.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    final BufferedReader stdout = worker.inputReader(StandardCharsets.UTF_8);
    assertEquals("UNIX:" + socket, stdout.readLine());
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    worker.destroyForcibly().waitFor();
    Files.deleteIfExists(socket);
    Files.delete(socket.getParent());
  }

  private static List<String> stat(final Object... arguments)
      throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>(List.of(BIN.resolve("millrace").toString()));
    command.add("stat");
    for (final Object argument : arguments) {
      command.add(argument.toString());
    }
    final Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    final List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return lines;
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> workers() throws IOException, InterruptedException {
    final List<String> lines = stat("--json", "--pid", worker.pid());
    assertEquals(1, lines.size(), lines::toString);
    return (List<Map<String, Object>>) (List<?>) JSON.std.listFrom(lines.getFirst());
  }

  private Map<?, ?> counters() throws IOException, InterruptedException {
    final List<Map<String, Object>> workers = workers();
    assertEquals(1, workers.size(), workers::toString);
    assertEquals((int) worker.pid(), workers.getFirst().get("pid"));
    assertEquals("demo --unix " + socket, workers.getFirst().get("label"));
    return (Map<?, ?>) workers.getFirst().get("counters");
  }

  private VgiClient client() throws IOException {
    return VgiClient.open(new WorkerLocation.Unix(socket));
  }

  private static void scan(final VgiClient client, final long rows) throws Exception {
    final ScanSummary summary =
        client
            .table("numbers")
            .argument(rows)
            .named("batch_size", 100L)
            .bind()
            .scan(1, (from, batch) -> {});
    assertEquals(rows, summary.rows());
  }

  /** By how much a counter rose more in the first period than in the second. */
  private static int change(
      final String label, final Map<?, ?> from, final Map<?, ?> middle, final Map<?, ?> to) {
    return 2 * (int) middle.get(label) - (int) from.get(label) - (int) to.get(label);
  }

  @Test
  void showsExactNumbersWhileTheWorkerServes() throws Exception {
    final Map<?, ?> idle = counters();
    assertEquals(0, idle.get("requests"));
    assertEquals(0, idle.get("connections"));
    try (VgiClient client = client()) {
      scan(client, 1000);
      final Map<?, ?> first = counters();
      assertEquals(1, first.get("streams"));
      assertEquals(first.get("connections"), first.get("connections-open"));
      scan(client, 1000);
      final Map<?, ?> second = counters();
      scan(client, 500);
      final Map<?, ?> third = counters();
      // The scans differ by half of the rows and by nothing else.
      assertEquals(3, third.get("streams"));
      assertEquals(0, change("requests", first, second, third));
      assertEquals(5, change("batches-in", first, second, third), "ticks");
      assertEquals(5, change("batches-out", first, second, third));
      assertEquals(500, change("rows-out", first, second, third));
      assertEquals(500 * 8, change("bytes-out", first, second, third));
      assertEquals(0, third.get("errors UNKNOWN"));
      assertThrows(RpcException.class, () -> client.table("numbers").argument(-1L).bind());
    }
    final Map<String, Object> failed = workers().getFirst();
    assertEquals(1, ((List<?>) failed.get("errors")).size(), failed::toString);
    assertTrue(failed.get("errors").toString().contains("must be >= 0"));
    final List<String> table = stat("--watch", "0.1", "--times", 2, "--pid", worker.pid());
    assertEquals(
        2, table.stream().filter(l -> l.matches(worker.pid() + " .*demo --unix.*")).count());
    assertTrue(table.stream().anyMatch(l -> l.contains("must be >= 0")), table::toString);
  }

  @Test
  void whatAKilledWorkerLeftGoesWithTheNextLook() throws Exception {
    counters();
    final Path folder = Path.of("/dev/shm/millrace-stat-" + System.getProperty("user.name"));
    if (!Files.isDirectory(folder)) {
      return; // no shared memory file system: the folder is elsewhere, the test above still holds
    }
    assertTrue(holds(folder, worker.pid()));
    worker.destroyForcibly().waitFor();
    assertTrue(holds(folder, worker.pid()), "it was killed by force");
    assertEquals(List.of(), workers());
    assertFalse(holds(folder, worker.pid()));
  }

  @Test
  void aWorkerThatIsToldToEndLeavesNothing() throws Exception {
    counters();
    worker.destroy();
    assertTrue(worker.waitFor(20, TimeUnit.SECONDS));
    final Path folder = Path.of("/dev/shm/millrace-stat-" + System.getProperty("user.name"));
    assertFalse(Files.isDirectory(folder) && holds(folder, worker.pid()));
  }

  private static boolean holds(final Path folder, final long pid) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(pid + "-"));
    }
  }
}
