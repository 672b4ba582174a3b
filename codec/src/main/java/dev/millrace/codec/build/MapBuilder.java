package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;

/**
 * Builds a map column: between {@link #startValue} and {@link #endValue} as many appends to {@link
 * #keys} as to {@link #items}. Keys can't be null; that they are unique, or sorted where the type
 * says so, is the caller's promise.
 */
public final class MapBuilder extends OffsetListBuilder {
  private final StructBuilder entries;

  MapBuilder(final Field field, final BuilderMemory memory, final StructBuilder entries) {
    super(field, memory, entries, false);
    this.entries = entries;
  }

  /**
   * Gives the builder of the keys.
   *
   * @return the builder
   */
  public ColumnBuilder keys() {
    return entries.child(0);
  }

  /**
   * Gives the builder of the values.
   *
   * @return the builder
   */
  public ColumnBuilder items() {
    return entries.child(1);
  }

  @Override
  void putList() {
    // entries need no call of their own: there are as many as keys
    entries.completeTo(keys().length);
    super.putList();
  }
}
