package dev.millrace.sdk.worker;

import dev.millrace.dispatch.cast.ProjectedBatch;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns of a bound schema are wanted, in which order (clause VGI-8).
 *
 * @param bound all columns
 * @param positions the wanted ones
 * @param output the schema of the wanted ones
 */
record Projection(Schema bound, List<Integer> positions, Schema output) {

  static Projection of(final Schema bound, final List<Long> ids) {
    final int columns = bound.fields().size();
    if (ids == null) {
      return new Projection(bound, IntStream.range(0, columns).boxed().toList(), bound);
    }
    final List<Integer> positions = new ArrayList<>(ids.size());
    final List<Field> fields = new ArrayList<>(ids.size());
    for (final Long id : ids) {
      if (id == null || id < 0 || id >= columns) {
        throw VgiErrors.invalid(
            "projection_ids holds " + id + ", but there are " + columns + " columns");
      }
      positions.add(id.intValue());
      fields.add(bound.fields().get(id.intValue()));
    }
    final Schema output = new Schema(fields, bound.metadata());
    return new Projection(bound, List.copyOf(positions), output);
  }

  /** Makes the view of batches of the bound columns that shows the wanted ones. */
  ProjectedBatch batch() {
    return new ProjectedBatch(
        output, bound, positions.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Whether every column is wanted, in its place. */
  boolean isIdentity() {
    return positions.equals(IntStream.range(0, bound.fields().size()).boxed().toList());
  }
}
