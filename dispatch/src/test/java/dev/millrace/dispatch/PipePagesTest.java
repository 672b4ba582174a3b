package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.transport.Stdio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Large batches go by reference into the pipe that the client itself reads, and into no other. What
 * a worker copied into its pipe is what the system says that it wrote.
 */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class PipePagesTest {
  private static final long ROWS = 1 << 20;
  private static final long BYTES = ROWS * Long.BYTES;
  private static final Duration ENOUGH = Duration.ofSeconds(2);

  private static ProcessHandle worker() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains("FixtureWorker stdio"))
        .filter(p -> p.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }

  private static long written(final ProcessHandle process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "io")).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .findFirst()
        .orElseThrow();
  }

  private static void check(final RecordBatch batch, final long turn) {
    final Int64Column column = (Int64Column) batch.column(0);
    assertEquals(ROWS, column.length());
    for (long row = 0; row < ROWS; row++) {
      if (column.get(row) != turn) {
        assertEquals(turn, column.get(row), "row " + row);
      }
    }
  }

  /** Reads batches for a while; answers how many of them were copied, going by the last few. */
  private static double copied(final List<String> command, final ClientOptions options)
      throws IOException {
    try (RpcClient client = RpcClient.stdio(command, options);
        ProducerStream<Void> stream = client.bind(Fixture.class).huge(ROWS)) {
      check(stream.next(), 0);
      final ProcessHandle worker = worker();
      final long end = System.nanoTime() + ENOUGH.toNanos();
      long turn = 1;
      while (System.nanoTime() - end < 0) {
        check(stream.next(), turn++);
      }
      final long before = written(worker);
      final int last = 16;
      for (int i = 0; i < last; i++) {
        check(stream.next(), turn++);
      }
      return (double) (written(worker) - before) / (last * BYTES);
    }
  }

  @Test
  void ofALargeBatchOnlyWhatFillsThePipeIsCopied() throws Exception {
    final double copied = copied(FixtureWorker.command("stdio"), ClientOptions.DEFAULT);
    assertTrue(copied < 0.25, copied + " of the bytes were copied");
  }

  @Test
  void everythingIsCopiedWhereSomeoneElseReads() throws Exception {
    final String command = "\"" + String.join("\" \"", FixtureWorker.command("stdio")) + "\"";
    final double copied = copied(List.of("sh", "-c", command + " | cat"), ClientOptions.DEFAULT);
    assertTrue(copied > 0.9, copied + " of the bytes were copied");
  }

  @Test
  void everythingIsCopiedWhereNothingIsPromised() throws Exception {
    final double copied =
        copied(
            FixtureWorker.command("stdio"),
            ClientOptions.DEFAULT.withEnvironment(Map.of(Stdio.PIPE_READER, "")));
    assertTrue(copied > 0.9, copied + " of the bytes were copied");
  }
}
