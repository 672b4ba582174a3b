package dev.millrace.jmh.headline;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures every combination of workload, transport, connections, batch size and implementation,
 * and writes {@code headline.json}, the table and charts. {@link HeadlineOptions} says how to
 * narrow it. What fails is told at once and again at the end, and makes the exit status 1; the rest
 * is measured all the same.
 */
public final class Headline {
  private static final long PATIENCE_SECONDS = 180;

  private final Path argumentFile;
  private final HeadlineOptions options;
  private final Peers peers;
  private final Figures figures;
  private final List<String> failures = new ArrayList<>();

  private Headline(
      final Path argumentFile,
      final HeadlineOptions options,
      final Peers peers,
      final Figures figures) {
    this.argumentFile = argumentFile;
    this.options = options;
    this.peers = peers;
    this.figures = figures;
  }

  /**
   * Runs all of it.
   *
   * @param arguments the folder for results; the command of our worker; the folder of the peers'
   *     launchers
   * @throws Exception if something is missing, or cannot be written
   */
  public static void main(final String[] arguments) throws Exception {
    final Path target = Path.of(arguments[0]);
    Files.createDirectories(target);
    final HeadlineOptions options = HeadlineOptions.ofProperties();
    final Peers peers = Peers.find(Path.of(arguments[1]), Path.of(arguments[2]));
    final Map<String, Object> machine = new LinkedHashMap<>(Machine.describe());
    machine.put("absent", peers.absent());
    machine.forEach((k, v) -> System.out.printf("%-8s %s%n", k, v));
    final Figures figures =
        options.keep() ? Figures.kept(target, machine) : Figures.none(target, machine);
    final Headline headline =
        new Headline(writeArguments(target.resolve("headline.args")), options, peers, figures);
    headline.measure();
    Report.write(figures, target, System.out);
    peers.absent().forEach(a -> System.out.println("PEER ABSENT: " + a));
    headline.failures.forEach(f -> System.out.println("FAILED: " + f));
    System.exit(headline.failures.isEmpty() ? 0 : 1);
  }

  /** What stands between java and the main class in every command, so that commands stay short. */
  private static Path writeArguments(final Path file) throws IOException {
    final List<String> command = Run.javaCommand();
    return Files.write(
        file,
        command.subList(1, command.size()).stream()
            .filter(a -> !a.startsWith("-Dheadline."))
            .map(a -> '"' + a.replace("\\", "\\\\") + '"')
            .toList());
  }

  private void measure() throws IOException, InterruptedException {
    for (final String workload : options.workloads()) {
      for (final String transport : options.transports()) {
        for (final int connections : options.connections()) {
          for (final int batchRows : options.batchRows()) {
            measure(workload, transport, connections, batchRows);
          }
        }
      }
    }
  }

  /** One line of the table: all implementations right after each other. */
  private void measure(
      final String workload, final String transport, final int connections, final int batchRows)
      throws IOException, InterruptedException {
    int chosenRows = 0;
    for (final String implementation : options.implementations()) {
      final List<String> worker = peers.command(implementation);
      final boolean peer = Peers.NAMES.contains(implementation);
      if (worker == null || peer && transport.equals("ring")) {
        continue; // absent, which is told; and the ring is ours alone
      }
      final boolean limit = implementation.equals("limit");
      if (limit && batchRows == 0 && chosenRows == 0) {
        failures.add(
            String.join("/", workload, transport, "" + connections)
                + ": no limit where our SDK chooses the batch size and was not measured before it");
        continue;
      }
      final int rows =
          measure(
              new RunOptions(
                  workload,
                  transport,
                  connections,
                  batchRows,
                  limit && batchRows == 0 ? chosenRows : 0,
                  implementation,
                  options.rows(workload, transport, implementation),
                  options.warmUps(),
                  options.runs(),
                  worker));
      if (implementation.equals("millrace")) {
        chosenRows = rows;
      }
    }
  }

  /** Measures in a process of its own; answers the rows of a batch, 0 after a failure. */
  private int measure(final RunOptions run) throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>();
    command.add(Run.javaCommand().getFirst());
    command.add("@" + argumentFile);
    command.add(Run.class.getName());
    command.addAll(run.toArguments());
    final String line = String.join(" ", command);
    System.out.println("$ " + line);
    final Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    final Thread watchdog = watch(process);
    final String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    final int status = process.waitFor();
    watchdog.interrupt();
    if (status != 0 || output.isEmpty()) {
      System.out.println("  FAILED with status " + status);
      failures.add(line);
      return 0;
    }
    final Map<String, Object> result = JSON.std.mapFrom(output.lines().toList().getLast());
    final Spread rate = Spread.fromJson(result.get("rowsPerSecond"));
    figures.add(
        new Figure(
            run.workload(),
            run.transport(),
            run.connections(),
            run.batchRows(),
            run.implementation(),
            rate,
            line));
    System.out.printf(
        "  %.1f M rows/s (%.1f to %.1f)%n",
        rate.median() / 1e6, rate.min() / 1e6, rate.max() / 1e6);
    return ((Number) result.get("batchRows")).intValue();
  }

  private static Thread watch(final Process process) {
    return Thread.ofPlatform()
        .daemon()
        .name("watchdog")
        .start(
            () -> {
              try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                  process.descendants().forEach(ProcessHandle::destroyForcibly);
                  process.destroyForcibly();
                }
              } catch (final InterruptedException e) {
                // it ended
              }
            });
  }
}
