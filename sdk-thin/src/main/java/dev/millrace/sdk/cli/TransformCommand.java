package dev.millrace.sdk.cli;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.file.ArrowFileReader;
import dev.millrace.sdk.client.BoundTableInOut;
import dev.millrace.sdk.client.TableInOutCall;
import dev.millrace.sdk.client.TransformSession;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.file.MappedArrow;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Sends a table through a table-in-out function and shows the first rows of what comes back. */
@Command(
    name = "transform",
    description = {
      "Sends rows through a table-in-out function and shows the first ones that come back.",
      "The rows are those of an Arrow file or stream, or are given as ROWs."
    })
final class TransformCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private WorkerOption worker;

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "[SCHEMA.]NAME of the function.")
  private String function;

  @Parameters(
      index = "1..*",
      paramLabel = "ROW",
      description = "Values of the columns, separated by commas.")
  private List<String> rows = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "Arrow IPC file or stream whose rows to send.")
  private Path input;

  @Option(
      names = {"-a", "--argument"},
      paramLabel = "VALUE",
      description = "A positional argument; may repeat.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = {"-n", "--named"},
      paramLabel = "NAME=VALUE",
      description = "A named argument; may repeat.")
  private Map<String, String> named = new LinkedHashMap<>();

  @Option(
      names = "--finish",
      description = "Also ask for what the function has to say after its input.")
  private boolean finish;

  @Option(names = "--rows", paramLabel = "N", description = "Rows to show (${DEFAULT-VALUE}).")
  private int shown = 10;

  @Override
  public Integer call() throws Exception {
    if (input == null == rows.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "either --input or rows say what to send");
    }
    try (VgiClient client = worker.open(spec.commandLine().getErr())) {
      if (input == null) {
        final RowArguments given = RowArguments.parse(spec.commandLine(), rows);
        run(client, given.columns(), run -> run.send(given.append(run.session.rows())));
      } else {
        try (MappedArrow file = MappedArrow.open(input)) {
          final ArrowFileReader reader = file.reader();
          run(
              client,
              reader.schema(),
              run -> {
                for (RecordBatch batch; (batch = reader.next()) != null; ) {
                  run.send(batch);
                }
              });
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** Sends the input of a run. */
  @FunctionalInterface
  private interface Source {
    void send(Run run) throws Exception;
  }

  /** What went there and came back. */
  private static final class Run {
    private final TransformSession session;
    private final FirstRows first;
    private long sent;
    private long rows;
    private long batches;

    private Run(final TransformSession session, final FirstRows first) {
      this.session = session;
      this.first = first;
    }

    private void send(final BatchBuffers batch) {
      sent += batch.rowCount();
      RecordBatch back = session.transform(batch);
      while (back != null) {
        take(back);
        back = session.more();
      }
    }

    private void take(final RecordBatch batch) {
      rows += batch.rowCount();
      batches++;
      first.add(batch);
    }
  }

  private void run(final VgiClient client, final Schema columns, final Source source)
      throws Exception {
    final PrintWriter out = spec.commandLine().getOut();
    final BoundTableInOut bound = call(client).bind(columns);
    final TextTable table =
        new TextTable(bound.schema().fields().stream().map(Field::name).toList());
    final long start = System.nanoTime();
    try (TransformSession session = bound.open()) {
      final Run run = new Run(session, new FirstRows(table, shown));
      source.send(run);
      if (finish) {
        session.finish((_, batch) -> run.take(batch));
      }
      final double seconds = (System.nanoTime() - start) / 1e9;
      table.print(out);
      out.printf(
          Locale.ROOT,
          "%d rows in, %d out in %d batches, %.3f s, %.1f M rows/s%n",
          run.sent,
          run.rows,
          run.batches,
          seconds,
          run.sent / seconds / 1e6);
      out.flush();
    }
  }

  private TableInOutCall call(final VgiClient client) {
    final String[] path = function.split("\\.");
    final TableInOutCall call = client.tableInOut(path[path.length - 1]);
    if (path.length > 1) {
      call.inSchema(Arrays.copyOf(path, path.length - 1));
    }
    arguments.forEach(a -> call.argument(Literal.parse(a)));
    named.forEach((name, value) -> call.named(name, Literal.parse(value)));
    return call;
  }
}
