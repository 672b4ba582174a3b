package dev.millrace.codec.build;

import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.SchemaCheck;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * Builds one column, top-level or nested. There is one final subclass a physical layout; each has
 * typed appends for single values, bulk appends, and where the layout allows it a way to fill its
 * memory in place.
 *
 * <p>A builder belongs to the {@link BatchBuilder} it came from and shares its life: its memory is
 * given by that batch's {@link BuilderMemory}, and {@link BatchBuilder#reset} empties it. Not
 * thread-safe.
 */
public abstract sealed class ColumnBuilder
    permits NullBuilder,
        BoolBuilder,
        FixedWidthBuilder,
        BinaryLikeBuilder,
        ListLikeBuilder,
        StructBuilder,
        UnionBuilder,
        DictionaryBuilder,
        RunEndBuilder {
  private final Field field;
  private final List<ColumnBuilder> children;
  final BuilderMemory memory;
  long length;

  /** The field of a source column found to be of this type. */
  private Field accepted;

  ColumnBuilder(final Field field, final BuilderMemory memory, final List<ColumnBuilder> children) {
    this.field = field;
    this.memory = memory;
    this.children = children;
  }

  /**
   * Tells what is being built.
   *
   * @return the field
   */
  public final Field field() {
    return field;
  }

  /**
   * Tells how many slots there are so far.
   *
   * @return number of values, nulls included
   */
  public final long length() {
    return length;
  }

  /**
   * Tells how many slots are null, as the format counts them: unions and run-end encoded columns
   * have none of their own.
   *
   * @return at least 0
   */
  public abstract long nullCount();

  /**
   * Appends a null.
   *
   * @throws IllegalArgumentException when the field is not nullable
   */
  public final void appendNull() {
    appendNulls(1);
  }

  /**
   * Appends nulls.
   *
   * @param count how many, at least 0
   * @throws IllegalArgumentException when the field is not nullable
   */
  public final void appendNulls(final long count) {
    requireNullable();
    putNulls(checkCount(count));
  }

  /**
   * Appends a null although the field may be declared non-null, for peers whose records do that.
   */
  public final void appendUndeclaredNull() {
    putNulls(1);
  }

  /**
   * Appends slots of a column in bulk: slices, parts of other batches, whole columns. Nulls come
   * along as they are, also where this field is declared non-null; dictionary values are found
   * again or added.
   *
   * @param source column of the same type, names and metadata aside; the memory it views is copied
   * @param from first slot
   * @param count number of slots
   * @throws IllegalArgumentException when the column has another type
   * @throws IllegalStateException when 32-bit offsets or indices can't reach that far; the batch is
   *     then to be reset
   */
  public final void append(final Column source, final long from, final long count) {
    Objects.checkFromIndexSize(from, count, source.length());
    if (source.field() != accepted) {
      if (!SchemaCheck.equalTypes(source.field(), field)) {
        throw new IllegalArgumentException(
            "a column of type " + TypeNames.of(source.field()) + " for " + name());
      }
      accepted = source.field();
    }
    if (count > 0) {
      putColumn(source, from, count);
    }
  }

  /** Appends slots of a column of this type; the range is checked and not empty. */
  abstract void putColumn(Column source, long from, long count);

  /**
   * Appends slots that nobody will read, such as those below a null parent ([WRITE-10]): zero,
   * empty, or null where the type has no other value.
   *
   * @param count how many, at least 0
   */
  public final void appendEmpty(final long count) {
    putEmpty(checkCount(count));
  }

  final void requireNullable() {
    if (!field.nullable()) {
      throw new IllegalArgumentException("a null for the non-nullable field " + name());
    }
  }

  abstract void putNulls(long count);

  abstract void putEmpty(long count);

  /** Adds nodes and buffers of this column and what is below, checking that it is complete. */
  abstract void finish(BufferList out);

  /** Empties this column alone. */
  abstract void clear();

  /** Takes note that the places of the buffers changed. */
  void moved() {}

  /** The buffers of this column alone. */
  abstract List<BuilderBuffer> buffers();

  /**
   * Tells whether values are byte ranges by which equal ones are found; the methods below need
   * that.
   */
  boolean hasKeys() {
    return false;
  }

  /** Tells whether a slot is null, where {@link #hasKeys} holds. */
  boolean isNullSlot(final long slot) {
    throw new UnsupportedOperationException();
  }

  /** Segment that holds a value. */
  MemorySegment keySegment(final long slot) {
    throw new UnsupportedOperationException();
  }

  /** Byte offset of a value. */
  long keyOffset(final long slot) {
    throw new UnsupportedOperationException();
  }

  /** Length of a value in bytes. */
  long keyLength(final long slot) {
    throw new UnsupportedOperationException();
  }

  /** Takes back the value appended last, which is not null. */
  void dropLast() {
    throw new UnsupportedOperationException();
  }

  final List<ColumnBuilder> children() {
    return children;
  }

  final void reset() {
    clear();
    for (int i = 0; i < children.size(); i++) {
      children.get(i).reset();
    }
  }

  /** Empties this column and all below and gives their memory back. */
  final void release() {
    clear();
    final List<BuilderBuffer> own = buffers();
    for (int i = 0; i < own.size(); i++) {
      memory.release(own.get(i));
    }
    moved();
    for (int i = 0; i < children.size(); i++) {
      children.get(i).release();
    }
  }

  final String name() {
    return "'" + field.name() + "' (" + TypeNames.of(field) + ")";
  }

  static long checkCount(final long count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    return count;
  }

  final IllegalStateException tooLong(final String what) {
    return new IllegalStateException(
        "field " + name() + ": " + what + " does not fit 32-bit offsets; use large_* types");
  }
}
