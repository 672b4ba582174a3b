package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;
import java.util.Set;

/**
 * Turns slots of one Arrow type into values of one Java class and back; one subclass a family of
 * types. Nulls and dictionary look-ups are dealt with before a converter is asked, see {@link
 * ValueCodec}. Immutable.
 */
abstract class Converter {
  /** The type that is written: a non-null field without a name. */
  final Field field;

  Converter(final Field field) {
    this.field = field;
  }

  /**
   * Reads a slot.
   *
   * @param column any column of the family, not dictionary-encoded
   * @param row a slot that is not null
   * @return the value, never null
   * @throws ValueException if column or value don't fit
   */
  abstract Object read(Column column, long row);

  /**
   * Appends a value.
   *
   * @param builder a builder made for {@link #field}
   * @param value a value of the converter's class, not null
   */
  abstract void write(ColumnBuilder builder, Object value);

  /** Reads a slot for a Java long, int, short or byte: the value that {@link #read} boxes. */
  long readLong(final Column column, final long row) {
    throw new IllegalStateException("no integer: " + field.type());
  }

  /** Reads a slot for a Java double or float. */
  double readDouble(final Column column, final long row) {
    throw new IllegalStateException("no floating point number: " + field.type());
  }

  /** Reads a slot for a Java boolean. */
  boolean readBoolean(final Column column, final long row) {
    throw new IllegalStateException("no boolean: " + field.type());
  }

  /** Appends a value of class long, int, short or byte, sign-extended. */
  void writeLong(final ColumnBuilder builder, final long value) {
    throw new IllegalStateException("no integer: " + field.type());
  }

  /** Appends a value of class double or float. */
  void writeDouble(final ColumnBuilder builder, final double value) {
    throw new IllegalStateException("no floating point number: " + field.type());
  }

  /** Appends a value of class boolean. */
  void writeBoolean(final ColumnBuilder builder, final boolean value) {
    throw new IllegalStateException("no boolean: " + field.type());
  }

  /**
   * Reads the text of a default.
   *
   * @param text the text; empty means an empty value where there is one
   * @return the value
   * @throws IllegalArgumentException if the text gives none
   */
  abstract Object parse(String text);

  /**
   * Tells whether this converter itself turns some slots that are not null into nothing [VAL-10].
   */
  boolean isAbsent(final Column column, final long row) {
    return false;
  }

  /** Tells whether values that were read refer to the memory of their batch. */
  boolean borrows(final Set<Class<?>> seen) {
    return false;
  }

  final ValueException unreadable(final Column column) {
    return new ValueException(
        "a column of type "
            + Types.describe(column.field())
            + " can't be read as "
            + Types.describe(field));
  }
}
