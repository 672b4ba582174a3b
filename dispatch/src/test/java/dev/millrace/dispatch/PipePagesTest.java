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
  private static final int LAST = 16;
  private static final double LITTLE = 0.25;

  /** Not all: a worker that is two batches ahead at first need not be at last. */
  private static final double MOST = 0.75;

  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(60);

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

  /**
   * Reads batches until hardly anything of the last few was copied, or for some time; a worker
   * tunes its pipe when it has sent the first. Answers how much of the last few was copied.
   */
  private static double copied(
      final List<String> command, final ClientOptions options, final Duration most)
      throws IOException {
    try (RpcClient client = RpcClient.stdio(command, options);
        ProducerStream<Void> stream = client.bind(Fixture.class).huge(ROWS)) {
      check(stream.next(), 0);
      final ProcessHandle worker = worker();
      final long end = System.nanoTime() + most.toNanos();
      long turn = 1;
      double copied;
      do {
        final long before = written(worker);
        for (int i = 0; i < LAST; i++) {
          check(stream.next(), turn++);
        }
        copied = (double) (written(worker) - before) / (LAST * BYTES);
      } while (copied > LITTLE && System.nanoTime() - end < 0);
      return copied;
    }
  }

  @Test
  void ofALargeBatchOnlyWhatFillsThePipeIsCopied() throws Exception {
    final double copied = copied(FixtureWorker.command("stdio"), ClientOptions.DEFAULT, LONG);
    assertTrue(copied <= LITTLE, copied + " of the bytes were copied");
  }

  @Test
  void everythingIsCopiedWhereSomeoneElseReads() throws Exception {
    final String command = "\"" + String.join("\" \"", FixtureWorker.command("stdio")) + "\"";
    final double copied =
        copied(List.of("sh", "-c", command + " | cat"), ClientOptions.DEFAULT, A_WHILE);
    assertTrue(copied >= MOST, copied + " of the bytes were copied");
  }

  @Test
  void everythingIsCopiedWhereNothingIsPromised() throws Exception {
    final double copied =
        copied(
            FixtureWorker.command("stdio"),
            ClientOptions.DEFAULT.withEnvironment(Map.of(Stdio.PIPE_READER, "")),
            A_WHILE);
    assertTrue(copied >= MOST, copied + " of the bytes were copied");
  }
}
