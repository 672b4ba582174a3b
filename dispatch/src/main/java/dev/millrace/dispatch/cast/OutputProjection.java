package dev.millrace.dispatch.cast;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import dev.millrace.wire.schema.TypeToken;

/**
 * Brings emitted batches to the declared output schema without copying them ([RSTREAM-13]): columns
 * are taken by name, those that were not declared are left out. Types must be equal.
 */
public final class OutputProjection {
  private final Schema declared;
  private Schema last;
  private ProjectedBatch projection;

  /**
   * Makes a projection.
   *
   * @param declared schema every batch is brought to
   */
  public OutputProjection(final Schema declared) {
    this.declared = declared;
  }

  /**
   * Projects a batch.
   *
   * @param batch a batch of any schema that has the declared columns
   * @return the batch itself, or a view of it that is valid as long and until the next call
   * @throws RpcException a type error when a column is missing or of another type
   */
  public BatchBuffers project(final BatchBuffers batch) {
    final Schema schema = batch.schema();
    if (schema != last) {
      projection = compile(schema);
      last = schema;
    }
    return projection == null ? batch : projection.of(batch);
  }

  private ProjectedBatch compile(final Schema schema) {
    if (schema == declared) {
      return null;
    }
    final int[] columns = new int[declared.fields().size()];
    final DictionaryIds ids = new DictionaryIds();
    for (int i = 0; i < columns.length; i++) {
      final Field wanted = declared.fields().get(i);
      columns[i] = schema.indexOf(wanted.name());
      if (columns[i] < 0) {
        throw mismatch("the batch lacks column '" + wanted.name() + "'");
      }
      final Field got = schema.fields().get(columns[i]);
      if (!SchemaCheck.equalTypes(wanted, got)) {
        throw mismatch(
            "column '"
                + wanted.name()
                + "' is "
                + TypeToken.of(got)
                + ", declared "
                + TypeToken.of(wanted));
      }
      ids.add(got, wanted);
    }
    if (SchemaCheck.equalIgnoringMetadata(declared, schema) && ids.isIdentity()) {
      return null;
    }
    if (!ids.isPossible()) {
      throw mismatch("two dictionaries of the batch are one in the declared schema");
    }
    return new ProjectedBatch(declared, schema, columns);
  }

  private static RpcException mismatch(final String what) {
    return new RpcException("TypeError", "Output schema mismatch: " + what);
  }
}
