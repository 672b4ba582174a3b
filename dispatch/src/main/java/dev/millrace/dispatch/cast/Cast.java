package dev.millrace.dispatch.cast;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.Column;

/** Appends slots of a column to a builder of another type. */
@FunctionalInterface
interface Cast {

  /**
   * Appends slots.
   *
   * @param source the column
   * @param from first slot
   * @param count number of slots
   * @param target a builder of the type this casts to
   * @throws CastException when a value does not survive; the builder must be reset then
   */
  void append(Column source, long from, long count, ColumnBuilder target);

  /** Casts a slot that holds a value. */
  @FunctionalInterface
  interface OfValue {
    /** Appends the value of one slot. */
    void append(Column source, long slot, ColumnBuilder target);
  }

  /** Makes a cast that takes nulls along and the rest slot by slot. */
  static Cast each(final OfValue value) {
    return (source, from, count, target) -> {
      for (long i = from; i < from + count; i++) {
        if (source.isNull(i)) {
          appendNull(target);
        } else {
          value.append(source, i, target);
        }
      }
    };
  }

  /** Appends a null where the type allows one. */
  static void appendNull(final ColumnBuilder target) {
    if (!target.field().nullable()) {
      throw new CastException("a null");
    }
    target.appendNull();
  }
}
