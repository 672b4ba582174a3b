package dev.millrace.sdk.cli;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.sdk.function.Types;
import dev.millrace.sdk.values.ValueAppender;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * Rows given on the command line, each a comma-separated list of values.
 *
 * @param columns {@code col_0} and so on, of the types of the values
 * @param values the rows
 */
record RowArguments(Schema columns, List<List<Object>> values) {

  static RowArguments parse(final CommandLine command, final List<String> rows) {
    final List<List<Object>> values =
        rows.stream()
            .map(r -> Arrays.stream(r.split(",", -1)).map(Literal::parse).toList())
            .map(r -> (List<Object>) new ArrayList<Object>(r))
            .toList();
    return new RowArguments(columns(command, values), values);
  }

  /** Appends the rows to an empty batch and gives it back. */
  BatchBuilder append(final BatchBuilder batch) {
    for (final List<Object> row : values) {
      for (int i = 0; i < row.size(); i++) {
        ValueAppender.append(batch.column(i), row.get(i));
      }
    }
    return batch;
  }

  /** A column has the type of its values: they must agree, NULLs aside. */
  private static Schema columns(final CommandLine command, final List<List<Object>> values) {
    final List<Field> fields = new ArrayList<>();
    for (int i = 0; i < values.getFirst().size(); i++) {
      Field type = null;
      for (final List<Object> row : values) {
        if (row.size() != values.getFirst().size()) {
          throw new CommandLine.ParameterException(command, "rows of different lengths");
        }
        final Field found = typeOf(row.get(i));
        if (type != null && found != null && !type.equals(found)) {
          throw new CommandLine.ParameterException(
              command, "column " + i + " holds values of different types");
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
