package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.codec.column.StructColumn;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** A record class bound to columns: its shape, and how it is put together and taken apart. */
final class RecordShape {
  private final Class<?> type;
  private final RowShape row;
  private final RecordBinding binding;

  /**
   * Binds a record class.
   *
   * @param type the class; its package may not be closed to us
   * @param path records being bound around this one
   */
  RecordShape(final Class<?> type, final List<Class<?>> path) {
    this.type = type;
    final List<Class<?>> inner = new ArrayList<>(path);
    inner.add(type);
    final RecordComponent[] components = type.getRecordComponents();
    final List<RowShape.Slot> slots = new ArrayList<>(components.length);
    for (final RecordComponent component : components) {
      slots.add(slot(component, inner));
    }
    this.row = new RowShape(slots);
    this.binding = RecordBinder.bind(type);
  }

  private RowShape.Slot slot(final RecordComponent component, final List<Class<?>> path) {
    try {
      final String name = Names.of(component, component.getName());
      final ValueCodec<?> codec =
          ValueCodecs.of(component.getAnnotatedType(), Level.NESTED, null, path);
      return RowShape.Slot.of(name, codec, component);
    } catch (final IllegalArgumentException e) {
      throw new IllegalArgumentException(
          type.getName() + "." + component.getName() + ": " + e.getMessage(), e);
    }
  }

  RowShape row() {
    return row;
  }

  Object read(final RecordBatch batch, final long slot) {
    return make(row.source(batch, slot));
  }

  Object read(final StructColumn struct, final long slot) {
    return make(row.source(struct, slot));
  }

  void write(final BatchBuilder builder, final Object value) {
    binding.take(value, new Sink(row, builder, null));
  }

  void write(final StructBuilder builder, final Object value) {
    binding.take(value, new Sink(row, null, builder));
    builder.endValue();
  }

  private Object make(final RowShape.Source source) {
    try {
      return binding.make(source);
    } catch (final ValueException e) {
      throw e;
    } catch (final IllegalArgumentException | NullPointerException e) {
      // The constructor checks the contract of the record, which the values broke.
      final ValueException refused =
          new ValueException(type.getSimpleName() + " refuses its values: " + e.getMessage());
      refused.addSuppressed(e);
      throw refused;
    }
  }

  /** Appends components to the columns of a batch or the children of a struct. */
  private record Sink(RowShape row, BatchBuilder batch, StructBuilder struct)
      implements RecordBinding.Sink {

    private ColumnBuilder builder(final int index) {
      return batch == null ? struct.child(index) : batch.column(index);
    }

    private ValueException failed(final int index, final ValueException e) {
      return e.within(row.slot(index).name());
    }

    @Override
    public void writeLong(final int index, final long value) {
      try {
        row.slot(index).codec().writeLong(builder(index), value);
      } catch (final ValueException e) {
        throw failed(index, e);
      }
    }

    @Override
    public void writeDouble(final int index, final double value) {
      try {
        row.slot(index).codec().writeDouble(builder(index), value);
      } catch (final ValueException e) {
        throw failed(index, e);
      }
    }

    @Override
    public void writeBoolean(final int index, final boolean value) {
      try {
        row.slot(index).codec().writeBoolean(builder(index), value);
      } catch (final ValueException e) {
        throw failed(index, e);
      }
    }

    @Override
    public void writeObject(final int index, final Object value) {
      try {
        row.slot(index).codec().writeObject(builder(index), value);
      } catch (final ValueException e) {
        throw failed(index, e);
      }
    }
  }
}
