package dev.millrace.sdk.cli;

import dev.millrace.dispatch.protocol.Json;
import dev.millrace.shm.counters.CountersFolder;
import dev.millrace.shm.counters.WorkerSnapshot;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the user's live workers have counted ([STAT-1] to [STAT-4]). */
@Command(
    name = "stat",
    description = "Shows the counters and errors of this user's live workers, from outside.")
final class StatCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print a JSON array of workers with every counter and whole error traces.")
  private boolean json;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "1",
      paramLabel = "SEC",
      description =
          "Show it again every SEC seconds (1), until interrupted; JSON one array a line.")
  private Double watch;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "With --watch: end after showing it N times.")
  private int times = Integer.MAX_VALUE;

  @Option(names = "--pid", paramLabel = "PID", description = "Only this process; may repeat.")
  private List<Long> pids = new ArrayList<>();

  private final CountersFolder folder = CountersFolder.ofUser();

  /** Rows sent by worker file when last looked at, and when that was. */
  private final Map<Path, long[]> before = new HashMap<>();

  @Override
  public Integer call() throws Exception {
    if (watch != null && !(watch > 0 && watch < 1e6)) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--watch " + watch);
    }
    final PrintWriter out = spec.commandLine().getOut();
    for (int shown = 0; shown < (watch == null ? 1 : times); shown++) {
      if (shown > 0) {
        Thread.sleep(Math.round(watch * 1000));
      }
      final Map<Path, WorkerSnapshot> workers = workers();
      if (json) {
        out.println(Json.write(workers.values().stream().map(StatCommand::json).toList()));
      } else {
        if (shown > 0) {
          out.print(System.console() == null ? "\n" : "\033[H\033[2J");
        }
        print(out, workers);
      }
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private Map<Path, WorkerSnapshot> workers() throws IOException {
    final Map<Path, WorkerSnapshot> workers = new LinkedHashMap<>();
    for (final Path file : folder.live()) {
      try {
        final WorkerSnapshot seen = WorkerSnapshot.read(file);
        if (pids.isEmpty() || pids.contains(seen.pid())) {
          workers.put(file, seen);
        }
      } catch (final NoSuchFileException e) {
        continue; // ended just now
      } catch (final MalformedException e) {
        spec.commandLine().getErr().println("millrace: " + file + ": " + e.getMessage());
      }
    }
    return workers;
  }

  private static Map<String, Object> json(final WorkerSnapshot worker) {
    final Map<String, Object> object = new LinkedHashMap<>();
    object.put("pid", worker.pid());
    object.put("start", worker.startMillis());
    object.put("label", worker.label());
    object.put("counters", worker.counters());
    final List<Map<String, Object>> errors = new ArrayList<>();
    for (final WorkerSnapshot.Seen error : worker.errors()) {
      final Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("count", error.count());
      entry.put("first", error.firstMillis());
      entry.put("last", error.lastMillis());
      entry.put("trace", error.trace());
      errors.add(entry);
    }
    object.put("errors", errors);
    return object;
  }

  private void print(final PrintWriter out, final Map<Path, WorkerSnapshot> workers) {
    final TextTable table =
        new TextTable(
            List.of(
                "pid",
                "up",
                "open",
                "calls",
                "rows in",
                "rows out",
                "rows/s",
                "out",
                "pointers",
                "inline",
                "copied",
                "live",
                "errors",
                "worker"));
    final TextTable errors = new TextTable(List.of("pid", "count", "last", "error"));
    final long now = System.currentTimeMillis();
    boolean failed = false;
    for (final Map.Entry<Path, WorkerSnapshot> entry : workers.entrySet()) {
      final WorkerSnapshot worker = entry.getValue();
      final long[] last = before.put(entry.getKey(), new long[] {worker.of("rows-out"), now});
      table.add(
          List.of(
              worker.pid(),
              age(now - worker.startMillis()),
              worker.of("connections-open") + "/" + worker.of("connections"),
              worker.of("requests"),
              Quantity.of(worker.of("rows-in")),
              Quantity.of(worker.of("rows-out")),
              last == null
                  ? "-"
                  : Quantity.of(
                      Math.round(1e3 * (worker.of("rows-out") - last[0]) / (now - last[1]))),
              Quantity.ofBytes(worker.of("bytes-out")),
              worker.of("pointer-batches-in") + worker.of("pointer-batches-out"),
              worker.of("inline-fallbacks"),
              Quantity.ofBytes(worker.of("copied-bytes")),
              worker.of("allocations-live"),
              worker.counters().entrySet().stream()
                  .filter(counter -> counter.getKey().startsWith("errors "))
                  .mapToLong(Map.Entry::getValue)
                  .sum(),
              worker.label()));
      for (final WorkerSnapshot.Seen error : worker.errors()) {
        failed = true;
        errors.add(
            List.of(
                worker.pid(),
                error.count(),
                age(now - error.lastMillis()) + " ago",
                error.trace().lines().findFirst().orElse("")));
      }
    }
    table.print(out);
    if (failed) {
      out.println();
      errors.print(out);
    }
  }

  private static String age(final long millis) {
    final long seconds = Math.max(0, millis / 1000);
    return seconds < 120
        ? seconds + "s"
        : seconds < 7200 ? seconds / 60 + "m" : seconds / 3600 + "h";
  }
}
