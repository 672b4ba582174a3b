package dev.millrace.sdk.cli;

import dev.millrace.dispatch.reflection.MethodInfo;
import dev.millrace.dispatch.reflection.ProtocolSummary;
import dev.millrace.dispatch.reflection.Reflection;
import dev.millrace.dispatch.reflection.ServiceDescription;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.wire.schema.TypeToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the protocols of a worker, or the methods of one. */
@Command(
    name = "describe",
    description = "Lists the protocols of a worker with their hashes, or the methods of one.")
final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private WorkerOption worker;

  @Parameters(arity = "0..1", paramLabel = "PROTOCOL", description = "Name of a protocol.")
  private String protocol;

  @Override
  public Integer call() throws IOException {
    final PrintWriter out = spec.commandLine().getOut();
    try (VgiClient client = worker.open(spec.commandLine().getErr())) {
      final Reflection reflection = client.rpc().bind(Reflection.class);
      if (protocol == null) {
        final TextTable table = new TextTable(List.of("protocol", "version", "hash"));
        for (final ProtocolSummary p : reflection.listProtocols().protocols()) {
          table.add(List.of(p.protocol(), p.protocolVersion(), p.protocolHash()));
        }
        table.print(out);
      } else {
        methods(reflection.describe(protocol)).print(out);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static TextTable methods(final ServiceDescription service) {
    final TextTable table = new TextTable(List.of("method", "kind", "parameters", "result"));
    for (final MethodInfo method : service.methods()) {
      final String kind =
          method.streamKind().isEmpty()
              ? method.methodType()
              : method.methodType() + " (" + method.streamKind() + ")";
      table.add(
          List.of(
              method.name(),
              kind,
              columns(method.paramsSchemaIpc()),
              columns(method.hasHeader() ? method.headerSchemaIpc() : method.resultSchemaIpc())));
    }
    return table;
  }

  private static String columns(final byte[] schema) {
    return schema.length == 0
        ? ""
        : OneRow.readSchema(schema).fields().stream()
            .map(f -> f.name() + (f.nullable() ? "?" : "") + ": " + TypeToken.of(f))
            .collect(Collectors.joining(", "));
  }
}
