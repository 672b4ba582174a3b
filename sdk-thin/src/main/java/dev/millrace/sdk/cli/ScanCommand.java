package dev.millrace.sdk.cli;

import dev.millrace.sdk.client.BoundTable;
import dev.millrace.sdk.client.ScanSummary;
import dev.millrace.sdk.client.TableCall;
import dev.millrace.sdk.client.VgiClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scans a table function and shows its first rows. */
@Command(
    name = "scan",
    description =
        "Reads all rows of a table function, shows the first ones and how fast they came.")
final class ScanCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private WorkerOption worker;

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "[SCHEMA.]NAME of the function.")
  private String function;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Positional arguments.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = {"-n", "--named"},
      paramLabel = "NAME=VALUE",
      description = "A named argument; may repeat.")
  private Map<String, String> named = new LinkedHashMap<>();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Connections to read over (${DEFAULT-VALUE}).")
  private int workers = 1;

  @Option(names = "--rows", paramLabel = "N", description = "Rows to show (${DEFAULT-VALUE}).")
  private int shown = 10;

  @Override
  public Integer call() throws Exception {
    final PrintWriter out = spec.commandLine().getOut();
    try (VgiClient client = worker.open(spec.commandLine().getErr())) {
      final BoundTable bound = table(client).bind();
      final TextTable table =
          new TextTable(bound.schema().fields().stream().map(f -> f.name()).toList());
      final FirstRows first = new FirstRows(table, shown);
      final long start = System.nanoTime();
      final ScanSummary summary = bound.scan(workers, (_, batch) -> first.add(batch));
      final double seconds = (System.nanoTime() - start) / 1e9;
      table.print(out);
      out.printf(
          Locale.ROOT,
          "%d rows in %d batches over %d connections, %.3f s, %.1f M rows/s%n",
          summary.rows(),
          summary.batches(),
          summary.workers(),
          seconds,
          summary.rows() / seconds / 1e6);
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private TableCall table(final VgiClient client) {
    final String[] path = function.split("\\.");
    final TableCall call = client.table(path[path.length - 1]);
    if (path.length > 1) {
      call.inSchema(java.util.Arrays.copyOf(path, path.length - 1));
    }
    arguments.forEach(a -> call.argument(Literal.parse(a)));
    named.forEach((name, value) -> call.named(name, Literal.parse(value)));
    return call;
  }
}
