package dev.millrace.sdk.cli;

import dev.millrace.codec.column.Column;
import dev.millrace.sdk.client.ScalarCall;
import dev.millrace.sdk.client.ScalarSession;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a scalar function on rows given on the command line. */
@Command(
    name = "scalar",
    description = "Evaluates a scalar function on rows, each a comma-separated list of values.")
final class ScalarCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private WorkerOption worker;

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "[SCHEMA.]NAME of the function.")
  private String function;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ROW",
      description = "Values of the columns, separated by commas.")
  private List<String> rows;

  @Option(
      names = {"-c", "--const"},
      paramLabel = "VALUE",
      description = "A constant argument; may repeat.")
  private List<String> constants = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    final RowArguments given = RowArguments.parse(spec.commandLine(), rows);
    final Schema input = given.columns();
    final TextTable table = new TextTable(List.of("row", "result"));
    try (VgiClient client = worker.open(spec.commandLine().getErr());
        ScalarSession session = scalar(client).open(input)) {
      final Column result = session.evaluate(given.append(session.rows()));
      for (int i = 0; i < rows.size(); i++) {
        table.add(Arrays.asList(rows.get(i), Values.read(result, i)));
      }
    }
    table.print(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }

  private ScalarCall scalar(final VgiClient client) {
    final String[] path = function.split("\\.");
    final ScalarCall call = client.scalar(path[path.length - 1]);
    if (path.length > 1) {
      call.inSchema(Arrays.copyOf(path, path.length - 1));
    }
    constants.forEach(c -> call.constant(Literal.parse(c)));
    return call;
  }
}
