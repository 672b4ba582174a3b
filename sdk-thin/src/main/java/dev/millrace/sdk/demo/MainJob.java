package dev.millrace.sdk.demo;

import dev.millrace.sdk.cli.TextTable;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The main job: starts the demo worker in processes of its own, calls every function of it through
 * our client over pipes and a Unix socket, checks every sum, prints one table. Its exit status is 1
 * when a sum is wrong or a call fails.
 */
public final class MainJob {
  private static final long ROWS = 300_000_000L;
  private static final int WORKERS = 2;

  private final List<JobResult> results = new ArrayList<>();
  private final PrintWriter out;

  private MainJob(final PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs the job.
   *
   * @param args the command that starts the demo worker, and optionally how many numbers to scan
   * @throws Exception if a worker can't be started or a call fails
   */
  public static void main(final String[] args) throws Exception {
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: MainJob DEMO-WORKER [ROWS]");
      System.exit(2);
    }
    final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    final long rows = args.length == 2 ? Long.parseLong(args[1]) : ROWS;
    System.exit(new MainJob(out).run(Path.of(args[0]), rows) ? 0 : 1);
  }

  private boolean run(final Path worker, final long rows) throws Exception {
    final Path folder = Files.createTempDirectory("millrace-main-job");
    try {
      final Path file = folder.resolve("trades.arrow");
      try (InputStream bytes = MainJob.class.getResourceAsStream("trades.arrow")) {
        Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      }
      all("pipe", new WorkerLocation.Command(List.of(worker.toString())), rows, file);
      try (ListeningWorker listening = ListeningWorker.onUnix(worker, folder.resolve("w.sock"))) {
        all("unix", new WorkerLocation.Unix(listening.socket()), rows, file);
      }
    } finally {
      try (var left = Files.list(folder)) {
        for (final Path path : left.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(folder);
    }
    return report();
  }

  private void all(
      final String transport, final WorkerLocation location, final long rows, final Path file)
      throws Exception {
    try (VgiClient client = VgiClient.open(location)) {
      final Jobs jobs = new Jobs(client, transport, out);
      results.add(jobs.upperCase());
      results.add(jobs.multiply());
      results.add(jobs.echo());
      results.add(jobs.numbers(rows, 1));
      results.add(jobs.numbers(rows, WORKERS));
      results.add(jobs.arrowFile(file));
    } catch (final IOException e) {
      throw new IOException("the worker at " + location + " does not answer", e);
    }
  }

  private boolean report() {
    final TextTable table =
        new TextTable(
            List.of("call", "over", "connections", "rows", "seconds", "M rows/s", "GB/s", "check"));
    boolean right = true;
    for (final JobResult result : results) {
      table.add(result.cells());
      right &= result.right();
    }
    out.println();
    table.print(out);
    out.println(right ? "All sums are right." : "A SUM IS WRONG.");
    out.flush();
    return right;
  }
}
