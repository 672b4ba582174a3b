package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;
import java.util.List;

/**
 * Builds a column of lists: list, large list, both list views, fixed-size list and map. A list is
 * written by {@link #startValue}, appends to {@link #values}, {@link #endValue}.
 */
public abstract sealed class ListLikeBuilder extends ColumnBuilder
    permits OffsetListBuilder, AnyListViewBuilder, FixedSizeListBuilder {
  final Validity validity;
  final ColumnBuilder items;
  private boolean open;

  ListLikeBuilder(final Field field, final BuilderMemory memory, final ColumnBuilder items) {
    super(field, memory, List.of(items));
    this.items = items;
    this.validity = new Validity(new BuilderBuffer(), memory);
  }

  /**
   * Gives the builder of the items; of a map the struct of keys and values.
   *
   * @return the child builder
   */
  public final ColumnBuilder values() {
    return items;
  }

  /**
   * Gives the builder of the items after checking its class.
   *
   * @param <T> builder class
   * @param type builder class
   * @return the child builder
   * @throws IllegalArgumentException when the items are of another type
   */
  public final <T extends ColumnBuilder> T values(final Class<T> type) {
    return ColumnBuilders.cast(items, type);
  }

  /**
   * Begins a list.
   *
   * @throws IllegalStateException when the previous one was not ended, or items were appended
   *     outside of one
   */
  public final void startValue() {
    if (open) {
      throw new IllegalStateException("field " + name() + ": the previous list was not ended");
    }
    requireClosedItems();
    open = true;
  }

  /**
   * Ends the list: the items appended since {@link #startValue} are its content.
   *
   * @throws IllegalStateException when no list was begun, or its items are incomplete
   */
  public final void endValue() {
    if (!open) {
      throw new IllegalStateException("field " + name() + ": no list was started");
    }
    open = false;
    putList();
  }

  /** Items that belong to lists so far. */
  abstract long closedItems();

  abstract void putList();

  final void requireClosedItems() {
    if (items.length != closedItems()) {
      throw new IllegalStateException(
          "field " + name() + ": " + items.length + " items, but the lists hold " + closedItems());
    }
  }

  final void requireNoneOpen() {
    if (open) {
      throw new IllegalStateException("field " + name() + ": a list was not ended");
    }
  }

  @Override
  public final long nullCount() {
    return validity.nulls();
  }

  @Override
  final void putNulls(final long count) {
    final long slot = length;
    putEmpty(count);
    validity.appendNulls(slot, count);
  }

  @Override
  void clear() {
    length = 0;
    open = false;
    validity.reset();
  }
}
