package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.INT;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.util.List;
import java.util.Objects;

/**
 * Builds lists with an offset and a size each, so that lists may share items or leave some unused.
 */
public abstract sealed class AnyListViewBuilder extends ListLikeBuilder
    permits ListViewBuilder, LargeListViewBuilder {
  private final boolean wide;
  private final int shift;
  private final BuilderBuffer offsets = new BuilderBuffer();
  private final BuilderBuffer sizes = new BuilderBuffer();
  private long closed;

  AnyListViewBuilder(
      final Field field,
      final BuilderMemory memory,
      final ColumnBuilder items,
      final boolean wide) {
    super(field, memory, items);
    this.wide = wide;
    this.shift = wide ? 3 : 2;
  }

  /**
   * Makes room for more lists, not for their items.
   *
   * @param additional how many lists beyond the present length
   */
  public final void reserve(final long additional) {
    final long slots = Math.addExact(length, checkCount(additional));
    final long needed = Math.multiplyExact(slots, 1L << shift);
    if (needed > offsets.capacity) {
      memory.reserve(offsets, length << shift, needed);
    }
    if (needed > sizes.capacity) {
      memory.reserve(sizes, length << shift, needed);
    }
  }

  /**
   * Appends a list that refers to items already there.
   *
   * @param offset position of its first item
   * @param size number of items
   */
  public final void appendView(final long offset, final long size) {
    Objects.checkFromIndexSize(offset, size, items.length);
    requireNoneOpen();
    closed = items.length;
    put(offset, size);
  }

  private void put(final long offset, final long size) {
    if (!wide && offset + size > Integer.MAX_VALUE) {
      throw tooLong("a total of " + (offset + size) + " items");
    }
    reserve(1);
    final long at = length << shift;
    if (wide) {
      OffHeap.cast(offsets.segment).set(LONG, offsets.offset + at, offset);
      OffHeap.cast(sizes.segment).set(LONG, sizes.offset + at, size);
    } else {
      OffHeap.cast(offsets.segment).set(INT, offsets.offset + at, (int) offset);
      OffHeap.cast(sizes.segment).set(INT, sizes.offset + at, (int) size);
    }
    length++;
  }

  @Override
  final long closedItems() {
    return closed;
  }

  @Override
  final void putList() {
    final long start = closed;
    closed = items.length;
    put(start, closed - start);
  }

  @Override
  final void putEmpty(final long count) {
    reserve(count);
    for (long i = 0; i < count; i++) {
      put(0, 0);
    }
  }

  @Override
  final void finish(final BufferList out) {
    requireNoneOpen();
    out.node(length, validity.nulls());
    validity.finish(out, length);
    out.buffer(offsets, length << shift);
    out.buffer(sizes, length << shift);
    items.finish(out);
  }

  @Override
  final void clear() {
    super.clear();
    closed = 0;
  }

  @Override
  final List<BuilderBuffer> buffers() {
    return List.of(validity.buffer, offsets, sizes);
  }

  /**
   * Copies the span of items that the lists refer to once: lists that share items keep sharing
   * them.
   */
  @Override
  final void putColumn(final Column source, final long from, final long count) {
    requireNoneOpen();
    final ListLikeColumn column = (ListLikeColumn) source;
    long low = Long.MAX_VALUE;
    long high = 0;
    for (long i = from; i < from + count; i++) {
      final long size = column.valueCount(i);
      if (size > 0) {
        final long start = column.valueStart(i);
        low = Math.min(low, start);
        high = Math.max(high, start + size);
      }
    }
    final long shifted = items.length;
    if (high > 0) {
      items.append(column.values(), low, high - low);
    }
    closed = items.length;
    final long slot = length;
    for (long i = from; i < from + count; i++) {
      final long size = column.valueCount(i);
      put(size > 0 ? column.valueStart(i) - low + shifted : 0, size);
    }
    validity.append(slot, source, from, count);
  }
}
