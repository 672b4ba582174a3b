package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.wire.schema.Field;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Named values side by side: the components of a record or the parameters of a call [VAL-7].
 * Immutable.
 */
final class RowShape {
  private final List<Slot> slots;
  private final List<Field> fields;

  /** Where the columns of the latest input were found; a race only costs a second look. */
  private volatile Match latest = new Match(List.of(), new int[0]);

  /**
   * One named value.
   *
   * @param name name on the wire
   * @param codec its codec
   * @param hasDefault whether the column may be missing
   * @param missing the value when it is
   */
  record Slot(String name, ValueCodec<?> codec, boolean hasDefault, Object missing) {
    static Slot of(
        final String name, final ValueCodec<?> codec, final AnnotatedElement declaration) {
      final Default missing = declaration.getAnnotation(Default.class);
      try {
        return missing == null
            ? new Slot(name, codec, false, null)
            : new Slot(name, codec, true, codec.defaultValue(missing.value()));
      } catch (final IllegalArgumentException e) {
        throw new IllegalArgumentException("default of " + name + ": " + e.getMessage(), e);
      }
    }
  }

  private record Match(List<Field> fields, int[] positions) {}

  RowShape(final List<Slot> slots) {
    this.slots = List.copyOf(slots);
    final List<Field> all = new ArrayList<>(slots.size());
    final Set<String> names = new HashSet<>();
    for (final Slot slot : slots) {
      if (!names.add(slot.name())) {
        throw new IllegalArgumentException("two columns are named " + slot.name());
      }
      all.add(slot.codec().field(slot.name()));
    }
    this.fields = List.copyOf(all);
  }

  int size() {
    return slots.size();
  }

  Slot slot(final int index) {
    return slots.get(index);
  }

  List<Field> fields() {
    return fields;
  }

  /** Tells whether values that were read refer to the memory of their batch. */
  boolean borrows(final Set<Class<?>> seen) {
    for (final Slot slot : slots) {
      if (slot.codec().borrows(seen)) {
        return true;
      }
    }
    return false;
  }

  Object[] read(final RecordBatch batch, final long row) {
    final int[] positions = match(batch.schema().fields());
    final Object[] values = new Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      values[i] = positions[i] < 0 ? missing(i) : read(i, batch.column(positions[i]), row);
    }
    return values;
  }

  Object[] read(final StructColumn struct, final long row) {
    final int[] positions = match(struct.field().children());
    final Object[] values = new Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      values[i] = positions[i] < 0 ? missing(i) : read(i, struct.child(positions[i]), row);
    }
    return values;
  }

  private Object read(final int index, final Column column, final long row) {
    try {
      return slots.get(index).codec().read(column, row);
    } catch (final ValueException e) {
      throw e.within(slots.get(index).name());
    }
  }

  private Object missing(final int index) {
    final Slot slot = slots.get(index);
    if (!slot.hasDefault()) {
      throw new ValueException("the column is missing").within(slot.name());
    }
    return slot.missing();
  }

  private int[] match(final List<Field> incoming) {
    final Match known = latest;
    if (known.fields == incoming) {
      return known.positions;
    }
    final int[] positions = new int[slots.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = find(incoming, slots.get(i).name(), i);
    }
    latest = new Match(incoming, positions);
    return positions;
  }

  /** Looks at the place where the column usually is first. */
  private static int find(final List<Field> incoming, final String name, final int usual) {
    if (usual < incoming.size() && incoming.get(usual).name().equals(name)) {
      return usual;
    }
    for (int i = 0; i < incoming.size(); i++) {
      if (incoming.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
