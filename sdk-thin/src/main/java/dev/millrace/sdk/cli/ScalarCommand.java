package dev.millrace.sdk.cli;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.Column;
import dev.millrace.sdk.client.ScalarCall;
import dev.millrace.sdk.client.ScalarSession;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.function.Types;
import dev.millrace.sdk.values.ValueAppender;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.lang.foreign.Arena;
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
    final List<List<Object>> values =
        rows.stream()
            .map(r -> Arrays.stream(r.split(",", -1)).map(Literal::parse).toList())
            .map(r -> (List<Object>) new ArrayList<Object>(r))
            .toList();
    final Schema input = columns(values);
    final TextTable table = new TextTable(List.of("row", "result"));
    try (VgiClient client = worker.open(spec.commandLine().getErr());
        Arena arena = Arena.ofConfined();
        ScalarSession session = scalar(client).open(input)) {
      final BatchBuilder batch = new BatchBuilder(input, BuilderMemory.offHeap(arena));
      for (final List<Object> row : values) {
        for (int i = 0; i < row.size(); i++) {
          ValueAppender.append(batch.column(i), row.get(i));
        }
      }
      final Column result = session.evaluate(batch);
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

  /** A column has the type of its values: they must agree, NULLs aside. */
  private Schema columns(final List<List<Object>> values) {
    final List<Field> fields = new ArrayList<>();
    for (int i = 0; i < values.getFirst().size(); i++) {
      Field type = null;
      for (final List<Object> row : values) {
        if (row.size() != values.getFirst().size()) {
          throw new CommandLine.ParameterException(spec.commandLine(), "rows of different lengths");
        }
        final Field found = typeOf(row.get(i));
        if (type != null && found != null && !type.equals(found)) {
          throw new CommandLine.ParameterException(
              spec.commandLine(), "column " + i + " holds values of different types");
        }
        type = found == null ? type : found;
      }
      fields.add((type == null ? Types.UTF8 : type).withName("col_" + i));
    }
    return new Schema(fields, Metadata.EMPTY);
  }

  private static Field typeOf(final Object value) {
    return switch (value) {
      case null -> null;
      case Long _ -> Types.INT64;
      case Double _ -> Types.FLOAT64;
      case Boolean _ -> Types.BOOL;
      default -> Types.UTF8;
    };
  }
}
