package dev.millrace.dispatch.cast;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import dev.millrace.wire.schema.TypeToken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings the batches of an exchange to its declared input schema ([RSTREAM-12]). The names must be
 * the declared ones; the order may differ, which costs nothing; a type may differ when every value
 * survives the cast, which costs a copy of the batch.
 */
public final class InputCoercion implements AutoCloseable {
  private final Schema declared;
  private final BuilderMemory memory;
  private Schema last;
  private Plan plan;

  /** What is to be done with batches of one schema. */
  private sealed interface Plan {
    /** Nothing. */
    record Pass() implements Plan {}

    /** Columns reordered or relabelled. */
    record Select(ProjectedBatch projection) implements Plan {}

    /** Columns cast. */
    record Convert(int[] columns, List<Cast> casts, BatchBuilder builder) implements Plan {}
  }

  /**
   * Makes a coercion.
   *
   * @param declared schema every batch is brought to
   * @param memory where cast batches are built
   */
  public InputCoercion(final Schema declared, final BuilderMemory memory) {
    this.declared = declared;
    this.memory = memory;
  }

  /**
   * Coerces a batch.
   *
   * @param input a batch of any schema
   * @return the batch itself or one of the declared schema, valid as long and until the next call
   * @throws RpcException a type error when a column is missing, unknown, or holds what can't be
   *     cast
   */
  public RecordBatch coerce(final RecordBatch input) {
    if (input.schema() != last) {
      close();
      plan = plan(input.schema());
      last = input.schema();
    }
    return switch (plan) {
      case Plan.Pass() -> {
        requireNoNulls(input);
        yield input;
      }
      case Plan.Select(ProjectedBatch projection) -> {
        final BatchBuffers selected = projection.of(input);
        selected.prepare();
        if (projection.nullsInNonNull() != null) {
          throw mismatch(input.schema(), "a null in " + projection.nullsInNonNull().name());
        }
        yield RecordBatch.of(selected);
      }
      case Plan.Convert convert -> convert(input, convert);
    };
  }

  private Plan plan(final Schema schema) {
    final int[] columns = columns(schema);
    if (SchemaCheck.equalIgnoringMetadata(declared, schema)) {
      return new Plan.Pass();
    }
    boolean sameTypes = true;
    final List<Cast> casts = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      final Field from = schema.fields().get(columns[i]);
      final Field to = declared.fields().get(i);
      sameTypes &= SchemaCheck.equalTypes(from, to);
      final Cast cast = Casts.between(from, to);
      if (cast == null) {
        throw mismatch(schema, null);
      }
      casts.add(cast);
    }
    if (sameTypes) {
      final ProjectedBatch projection = new ProjectedBatch(declared, schema, columns);
      if (projection.isPossible()) {
        return new Plan.Select(projection);
      }
    }
    return new Plan.Convert(columns, casts, new BatchBuilder(declared, memory));
  }

  /** Finds each declared column; the sets of names must be equal. */
  private int[] columns(final Schema schema) {
    final int[] columns = new int[declared.fields().size()];
    if (schema.fields().size() != columns.length) {
      throw mismatch(schema, null);
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i] = schema.indexOf(declared.fields().get(i).name());
      if (columns[i] < 0) {
        throw mismatch(schema, null);
      }
    }
    return columns;
  }

  private void requireNoNulls(final RecordBatch input) {
    for (int i = 0; i < input.columnCount(); i++) {
      if (!declared.fields().get(i).nullable() && input.column(i).nullCount() > 0) {
        throw mismatch(input.schema(), "a null in " + declared.fields().get(i).name());
      }
    }
  }

  private RecordBatch convert(final RecordBatch input, final Plan.Convert convert) {
    final BatchBuilder builder = convert.builder();
    builder.reset();
    builder.rowCount(input.rowCount());
    for (int i = 0; i < convert.columns().length; i++) {
      try {
        convert
            .casts()
            .get(i)
            .append(input.column(convert.columns()[i]), 0, input.rowCount(), builder.column(i));
      } catch (CastException e) {
        throw mismatch(input.schema(), declared.fields().get(i).name() + ": " + e.getMessage());
      }
    }
    builder.prepare();
    return RecordBatch.of(builder);
  }

  private RpcException mismatch(final Schema got, final String why) {
    return new RpcException(
        "TypeError",
        "Input schema mismatch: expected "
            + describe(declared)
            + ", got "
            + describe(got)
            + (why == null ? "" : " (" + why + ")"));
  }

  private static String describe(final Schema schema) {
    return schema.fields().stream()
        .map(f -> f.name() + ": " + TypeToken.of(f))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Gives back the memory of cast batches. Idempotent. */
  @Override
  public void close() {
    if (plan instanceof Plan.Convert(_, _, BatchBuilder builder)) {
      builder.release();
    }
    plan = null;
    last = null;
  }
}
