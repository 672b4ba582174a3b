package dev.millrace.codec.build;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.FixedSizeListColumn;
import dev.millrace.wire.schema.Field;
import java.util.List;

/**
 * Builds a fixed_size_list column. Besides value by value it can be filled in bulk: all items into
 * {@link #values}, then {@link #setLength}.
 */
public final class FixedSizeListBuilder extends ListLikeBuilder {
  private final int size;

  FixedSizeListBuilder(
      final Field field, final BuilderMemory memory, final ColumnBuilder items, final int size) {
    super(field, memory, items);
    this.size = size;
  }

  /**
   * Tells the number of items of each list.
   *
   * @return at least 0
   */
  public int listSize() {
    return size;
  }

  /**
   * Declares lists whose items are all there.
   *
   * @param slots new length, at least the present one; the new lists are valid
   * @throws IllegalStateException when there are not exactly the items for that many lists
   */
  public void setLength(final long slots) {
    if (slots < length) {
      throw new IllegalArgumentException("length " + slots + " below " + length);
    }
    if (Math.multiplyExact(slots, size) != items.length) {
      throw new IllegalStateException(
          "field " + name() + ": " + items.length + " items for " + slots + " lists of " + size);
    }
    length = slots;
  }

  @Override
  long closedItems() {
    return length * size;
  }

  @Override
  void putList() {
    if (items.length != (length + 1) * size) {
      throw new IllegalStateException(
          "field "
              + name()
              + ": a list of "
              + (items.length - length * size)
              + " items instead of "
              + size);
    }
    length++;
  }

  @Override
  void putEmpty(final long count) {
    items.appendEmpty(Math.multiplyExact(count, size));
    length += count;
  }

  @Override
  void finish(final BufferList out) {
    requireNoneOpen();
    requireClosedItems();
    out.node(length, validity.nulls());
    validity.finish(out, length);
    items.finish(out);
  }

  @Override
  List<BuilderBuffer> buffers() {
    return List.of(validity.buffer);
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    requireNoneOpen();
    requireClosedItems();
    final long slot = length;
    items.append(((FixedSizeListColumn) source).values(), from * size, count * size);
    length += count;
    validity.append(slot, source, from, count);
  }
}
