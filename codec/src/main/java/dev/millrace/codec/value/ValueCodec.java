package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.RunEndColumn;
import dev.millrace.wire.schema.Field;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes the slots of a column as values of one declared Java type. Made by {@link
 * ValueCodecs}; immutable and thread-safe.
 *
 * @param <T> the declared type, boxed where it is primitive
 */
public final class ValueCodec<T> {
  /**
   * Bound of what one dictionary value or run may grow to when every slot of its column repeats it.
   */
  private static final long MAX_EXPANSION = 1L << 28;

  private final Declared declared;
  private final Converter converter;
  private final Field prototype;

  ValueCodec(final Declared declared, final Converter converter) {
    this.declared = declared;
    this.converter = converter;
    this.prototype = converter.field.withNullable(declared.nullDeclared());
  }

  /**
   * Describes the column. Dictionary ids in it are all 0; who puts several fields into one schema
   * numbers them, as {@link RowCodec} and {@link RecordCodec} do.
   *
   * @param name name of the column
   * @return its field
   */
  public Field field(final String name) {
    return prototype.withName(name);
  }

  /**
   * Reads a slot.
   *
   * @param column a column whose type can be read as the declared one [VAL-8]
   * @param row slot in the column
   * @return the value; for a missing one null or an empty {@code Optional}, as declared. A {@code
   *     MemorySegment} or {@code RecordBatch} in it lives as long as the column's batch
   * @throws ValueException if the value breaks its declaration
   * @throws dev.millrace.wire.MalformedException if bytes embedded in the value are broken
   */
  @SuppressWarnings("unchecked")
  public T read(final Column column, final long row) {
    final Object value = readOrNull(column, row);
    if (value == null && !declared.nullAllowed()) {
      throw new ValueException("null where a value must be");
    }
    return (T) (declared.optional() ? Optional.ofNullable(value) : value);
  }

  private Object readOrNull(final Column column, final long row) {
    if (column instanceof DictionaryColumn c) {
      if (c.isNull(row)) {
        return null;
      }
      final long index = c.index(row);
      requireBounded(c.values(), index, c.length());
      return readOrNull(c.values(), index);
    }
    if (column instanceof RunEndColumn c) {
      final long run = c.runOf(row);
      requireBounded(c.values(), run, c.length());
      return readOrNull(c.values(), run);
    }
    return column.isNull(row) || converter.isAbsent(column, row)
        ? null
        : converter.read(column, row);
  }

  /** Refuses what takes few bytes on the wire and no end of memory here. */
  private static void requireBounded(final Column values, final long row, final long repeats) {
    if (values instanceof dev.millrace.codec.column.BinaryColumn c
        && c.valueLength(row) > MAX_EXPANSION / repeats) {
      throw new ValueException(
          "a repeated value of " + c.valueLength(row) + " bytes in " + repeats + " slots");
    }
  }

  /**
   * Appends a value.
   *
   * @param builder a builder made for {@link #field}
   * @param value the value; its {@code MemorySegment}s must stay as they are until the batch is
   *     written
   * @throws ValueException if the value breaks its declaration; the batch is then incomplete and
   *     must be reset
   */
  public void write(final ColumnBuilder builder, final T value) {
    final Object plain =
        value instanceof Optional<?> optional && declared.optional()
            ? optional.orElse(null)
            : value;
    if (plain == null) {
      writeNull(builder);
    } else {
      converter.write(builder, plain);
    }
  }

  private void writeNull(final ColumnBuilder builder) {
    if (!declared.nullAllowed()) {
      throw new ValueException("null where a value must be");
    }
    if (builder.field().nullable()) {
      builder.appendNull();
    } else {
      builder.appendUndeclaredNull();
    }
  }

  @SuppressWarnings("unchecked")
  void writeObject(final ColumnBuilder builder, final Object value) {
    write(builder, (T) value);
  }

  long readLong(final Column column, final long row) {
    return isPlainValue(column, row)
        ? converter.readLong(column, row)
        : ((Number) read(column, row)).longValue();
  }

  double readDouble(final Column column, final long row) {
    return isPlainValue(column, row)
        ? converter.readDouble(column, row)
        : ((Number) read(column, row)).doubleValue();
  }

  boolean readBoolean(final Column column, final long row) {
    return isPlainValue(column, row)
        ? converter.readBoolean(column, row)
        : (Boolean) read(column, row);
  }

  private static boolean isPlainValue(final Column column, final long row) {
    return !(column instanceof DictionaryColumn)
        && !(column instanceof RunEndColumn)
        && !column.isNull(row);
  }

  void writeLong(final ColumnBuilder builder, final long value) {
    converter.writeLong(builder, value);
  }

  void writeDouble(final ColumnBuilder builder, final double value) {
    converter.writeDouble(builder, value);
  }

  void writeBoolean(final ColumnBuilder builder, final boolean value) {
    converter.writeBoolean(builder, value);
  }

  /** Tells whether values that were read refer to the memory of their batch. */
  boolean borrows(final Set<Class<?>> seen) {
    return converter.borrows(seen);
  }

  /** Makes the value that a default's text stands for. */
  Object defaultValue(final String text) {
    if (text.isEmpty() && declared.nullAllowed()) {
      return declared.optional() ? Optional.empty() : null;
    }
    final Object value = converter.parse(text);
    return declared.optional() ? Optional.of(value) : value;
  }

  @Override
  public String toString() {
    return declared.raw().getSimpleName() + " as " + Types.describe(prototype);
  }
}
