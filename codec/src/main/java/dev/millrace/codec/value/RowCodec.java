package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The values of one call as the one row of a batch: its parameters, one column each, or its result.
 * Immutable and thread-safe.
 */
public final class RowCodec {
  private static final String RESULT = "result";

  private final RowShape shape;
  private final Schema schema;

  private RowCodec(final RowShape shape) {
    this.shape = shape;
    this.schema = DictionaryIds.number(new Schema(shape.fields(), Metadata.EMPTY));
  }

  /**
   * Makes the codec of a method's parameters; records among them travel as IPC streams.
   *
   * @param method the method, compiled with parameter names
   * @param carried which of its parameters travel; the others are no columns
   * @return the codec; its values are those of the carried parameters, in order
   * @throws IllegalArgumentException if a parameter has no name or no mapping
   */
  public static RowCodec ofParameters(final Method method, final Predicate<Parameter> carried) {
    final List<RowShape.Slot> slots = new ArrayList<>();
    for (final Parameter parameter : method.getParameters()) {
      if (carried.test(parameter)) {
        slots.add(slot(method, parameter));
      }
    }
    return new RowCodec(new RowShape(slots));
  }

  private static RowShape.Slot slot(final Method method, final Parameter parameter) {
    final String where = method.getDeclaringClass().getName() + "." + method.getName();
    if (!parameter.isNamePresent()
        && parameter.getAnnotation(dev.millrace.codec.value.annotation.Named.class) == null) {
      throw new IllegalArgumentException(where + " was compiled without -parameters");
    }
    try {
      return RowShape.Slot.of(
          Names.of(parameter, parameter.getName()),
          ValueCodecs.of(parameter.getAnnotatedType(), Level.CALL),
          parameter);
    } catch (final IllegalArgumentException e) {
      throw new IllegalArgumentException(
          where + ", parameter " + parameter.getName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes the codec of a result: one column {@code result}, or none for a method without a result.
   *
   * @param type the result type with its annotations
   * @return the codec; it has one value, or none
   * @throws IllegalArgumentException if the type has no mapping
   */
  public static RowCodec ofResult(final AnnotatedType type) {
    final boolean nothing = type.getType() == void.class || type.getType() == Void.class;
    return new RowCodec(
        new RowShape(
            nothing
                ? List.of()
                : List.of(
                    new RowShape.Slot(RESULT, ValueCodecs.of(type, Level.CALL), false, null))));
  }

  /**
   * Tells the columns, dictionaries numbered.
   *
   * @return the schema; the same object always
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Tells the number of values.
   *
   * @return columns of the schema
   */
  public int size() {
    return shape.size();
  }

  /**
   * Tells whether a value may be left out because it has a default.
   *
   * @param index position of the value
   * @return true if the column may be missing when reading, and null stands for the default when
   *     writing
   */
  public boolean hasDefault(final int index) {
    return shape.slot(index).hasDefault();
  }

  /**
   * Reads the one row of a batch, by column name [VAL-7].
   *
   * @param batch a batch of one row; of any number where there are no values
   * @return the values in order, primitives boxed, for the caller to keep
   * @throws ValueException if the values break the declarations, or there is not one row
   * @throws dev.millrace.wire.MalformedException if bytes embedded in a value are broken
   */
  public Object[] read(final RecordBatch batch) {
    if (batch.rowCount() != 1 && shape.size() > 0) {
      throw new ValueException(batch.rowCount() + " rows where one must be");
    }
    return shape.read(batch, 0);
  }

  /**
   * Appends one row; without columns, declares no rows.
   *
   * @param builder a builder for {@link #schema()}
   * @param values the values in order; null takes the default, where there is one
   * @throws ValueException if a value breaks its declaration; the builder must be reset then
   */
  public void write(final BatchBuilder builder, final Object... values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(values.length + " values for " + shape.size());
    }
    if (values.length == 0) {
      builder.rowCount(0);
    }
    for (int i = 0; i < values.length; i++) {
      final RowShape.Slot slot = shape.slot(i);
      final Object value = values[i] == null && slot.hasDefault() ? slot.missing() : values[i];
      try {
        slot.codec().writeObject(builder.column(i), value);
      } catch (final ValueException e) {
        throw e.within(slot.name());
      }
    }
  }
}
