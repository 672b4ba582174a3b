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
  private static final Object[] NO_VALUES = {};

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

  Source source(final RecordBatch batch, final long row) {
    return new Source(this, batch, null, match(batch.schema().fields()), row);
  }

  Source source(final StructColumn struct, final long row) {
    return new Source(this, null, struct, match(struct.field().children()), row);
  }

  Object[] read(final RecordBatch batch, final long row) {
    if (slots.isEmpty()) {
      return NO_VALUES;
    }
    final Source source = source(batch, row);
    final Object[] values = new Object[slots.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.readObject(i);
    }
    return values;
  }

  /** The columns of one row, found by name. */
  record Source(RowShape shape, RecordBatch batch, StructColumn struct, int[] positions, long row)
      implements RecordBinding.Source {

    private Column column(final int position) {
      return batch == null ? struct.child(position) : batch.column(position);
    }

    private Object missing(final Slot slot) {
      if (!slot.hasDefault()) {
        throw new ValueException("the column is missing").within(slot.name());
      }
      return slot.missing();
    }

    @Override
    public long readLong(final int index) {
      final Slot slot = shape.slots.get(index);
      final int position = positions[index];
      try {
        return position < 0
            ? ((Number) missing(slot)).longValue()
            : slot.codec().readLong(column(position), row);
      } catch (final ValueException e) {
        throw position < 0 ? e : e.within(slot.name());
      }
    }

    @Override
    public double readDouble(final int index) {
      final Slot slot = shape.slots.get(index);
      final int position = positions[index];
      try {
        return position < 0
            ? ((Number) missing(slot)).doubleValue()
            : slot.codec().readDouble(column(position), row);
      } catch (final ValueException e) {
        throw position < 0 ? e : e.within(slot.name());
      }
    }

    @Override
    public boolean readBoolean(final int index) {
      final Slot slot = shape.slots.get(index);
      final int position = positions[index];
      try {
        return position < 0
            ? (Boolean) missing(slot)
            : slot.codec().readBoolean(column(position), row);
      } catch (final ValueException e) {
        throw position < 0 ? e : e.within(slot.name());
      }
    }

    @Override
    public Object readObject(final int index) {
      final Slot slot = shape.slots.get(index);
      final int position = positions[index];
      try {
        return position < 0 ? missing(slot) : slot.codec().read(column(position), row);
      } catch (final ValueException e) {
        throw position < 0 ? e : e.within(slot.name());
      }
    }
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
