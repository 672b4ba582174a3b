package dev.millrace.sdk.cli;

import dev.millrace.sdk.client.AttachedCatalog;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.SchemaObjectType;
import dev.millrace.sdk.vgi.catalog.CatalogInfo;
import dev.millrace.sdk.vgi.catalog.FunctionInfo;
import dev.millrace.sdk.vgi.catalog.SchemaInfo;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the catalogs of a worker, or the functions of one. */
@Command(
    name = "catalog",
    description = "Lists the functions of a catalog, of all catalogs when none is named.")
final class CatalogCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private WorkerOption worker;

  @Parameters(arity = "0..1", paramLabel = "CATALOG", description = "Name of a catalog.")
  private String catalog;

  @Override
  public Integer call() throws IOException {
    final TextTable table = new TextTable(List.of("catalog", "kind", "call", "description"));
    try (VgiClient client = worker.open(spec.commandLine().getErr())) {
      final List<String> names =
          catalog == null
              ? client.catalogs().stream().map(CatalogInfo::name).toList()
              : List.of(catalog);
      for (final String name : names) {
        add(table, client.attach(name));
      }
    }
    table.print(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }

  private static void add(final TextTable table, final AttachedCatalog attached)
      throws IOException {
    for (final SchemaInfo schema : attached.schemas()) {
      for (final SchemaObjectType kind :
          List.of(
              SchemaObjectType.SCALAR_FUNCTION,
              SchemaObjectType.TABLE_FUNCTION,
              SchemaObjectType.AGGREGATE_FUNCTION)) {
        for (final FunctionInfo info : attached.functions(schema.path(), kind)) {
          table.add(
              List.of(attached.name(), info.functionType(), signature(info), info.description()));
        }
      }
    }
  }

  private static String signature(final FunctionInfo info) {
    final Schema arguments = OneRow.readSchema(info.arguments());
    final String list =
        arguments.fields().stream()
            .map(CatalogCommand::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
    final Schema output = OneRow.readSchema(info.outputSchema());
    final String result =
        output.fields().isEmpty() ? "" : " -> " + TypeToken.of(output.fields().getFirst());
    return String.join(".", info.schemaPath()) + "." + info.name() + list + result;
  }

  private static String parameter(final Field field) {
    final boolean any = field.metadata().has("vgi_type");
    final String type = any ? field.metadata().get("vgi_type") : TypeToken.of(field);
    final String fallback = field.metadata().get("vgi_default");
    return field.name()
        + " "
        + type
        + (field.metadata().has("vgi_varargs") ? "..." : "")
        + (field.metadata().has("vgi_const") ? " const" : "")
        + (fallback == null ? "" : " := " + fallback);
  }
}
