package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.codec.column.StructColumn;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * A record class bound to columns: its shape, the constructor that fills it and the accessors that
 * empty it.
 */
final class RecordShape {
  private final Class<?> type;
  private final RowShape row;
  private final MethodHandle constructor;
  private final MethodHandle[] getters;

  /**
   * Binds a record class.
   *
   * @param type the class; its components may not be hidden by a module that is closed to us
   * @param path records being bound around this one
   */
  RecordShape(final Class<?> type, final List<Class<?>> path) {
    this.type = type;
    final List<Class<?>> inner = new ArrayList<>(path);
    inner.add(type);
    final RecordComponent[] components = type.getRecordComponents();
    final List<RowShape.Slot> slots = new ArrayList<>(components.length);
    final Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      slots.add(slot(components[i], inner));
    }
    this.row = new RowShape(slots);
    this.getters = new MethodHandle[components.length];
    try {
      final MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      this.constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      for (int i = 0; i < getters.length; i++) {
        getters[i] =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(kind(types[i]), Object.class));
      }
    } catch (final ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " can't be accessed", e);
    }
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

  /** The four kinds of value that travel through an accessor. */
  private static Class<?> kind(final Class<?> component) {
    if (component == long.class
        || component == int.class
        || component == short.class
        || component == byte.class) {
      return long.class;
    }
    if (component == double.class || component == float.class) {
      return double.class;
    }
    return component == boolean.class ? boolean.class : Object.class;
  }

  RowShape row() {
    return row;
  }

  Object read(final RecordBatch batch, final long slot) {
    return make(row.read(batch, slot));
  }

  Object read(final StructColumn struct, final long slot) {
    return make(row.read(struct, slot));
  }

  void write(final BatchBuilder builder, final Object value) {
    for (int i = 0; i < getters.length; i++) {
      try {
        row.slot(i).codec().writeFrom(builder.column(i), getters[i], value);
      } catch (final Throwable e) {
        throw failed(i, e);
      }
    }
  }

  void write(final StructBuilder builder, final Object value) {
    for (int i = 0; i < getters.length; i++) {
      try {
        row.slot(i).codec().writeFrom(builder.child(i), getters[i], value);
      } catch (final Throwable e) {
        throw failed(i, e);
      }
    }
    builder.endValue();
  }

  private RuntimeException failed(final int index, final Throwable e) {
    return e instanceof ValueException v ? v.within(row.slot(index).name()) : unchecked(e);
  }

  private Object make(final Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (final ValueException e) {
      throw e;
    } catch (final IllegalArgumentException | NullPointerException e) {
      // The constructor checks the contract of the record, which the values broke.
      final ValueException refused =
          new ValueException(type.getSimpleName() + " refuses its values: " + e.getMessage());
      refused.addSuppressed(e);
      throw refused;
    } catch (final Throwable e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(final Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
