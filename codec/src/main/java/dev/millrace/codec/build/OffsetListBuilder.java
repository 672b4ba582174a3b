package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.INT;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.LargeListColumn;
import dev.millrace.codec.column.ListColumn;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.codec.column.MapColumn;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.util.List;

/** Builds lists with an offsets buffer: list, large list and map. */
public abstract sealed class OffsetListBuilder extends ListLikeBuilder
    permits ListBuilder, LargeListBuilder, MapBuilder {
  private final boolean wide;
  private final int shift;
  private final BuilderBuffer offsets = new BuilderBuffer();
  private long closed;

  OffsetListBuilder(
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
    final long slots = Math.addExact(length, checkCount(additional)) + 1;
    final long needed = Math.multiplyExact(slots, 1L << shift);
    if (needed > offsets.capacity) {
      memory.reserve(offsets, Math.min(length + 1 << shift, offsets.capacity), needed);
    }
  }

  @Override
  final long closedItems() {
    return closed;
  }

  @Override
  void putList() {
    if (!wide && items.length > Integer.MAX_VALUE) {
      throw tooLong("a total of " + items.length + " items");
    }
    closed = items.length;
    reserve(1);
    putOffset(++length, closed);
  }

  private void putOffset(final long index, final long value) {
    if (wide) {
      OffHeap.cast(offsets.segment).set(LONG, offsets.offset + (index << 3), value);
    } else {
      OffHeap.cast(offsets.segment).set(INT, offsets.offset + (index << 2), (int) value);
    }
  }

  @Override
  final void putEmpty(final long count) {
    reserve(count);
    for (long i = 0; i < count; i++) {
      putOffset(++length, closed);
    }
  }

  @Override
  final void finish(final BufferList out) {
    requireNoneOpen();
    requireClosedItems();
    reserve(0);
    putOffset(0, 0);
    out.node(length, validity.nulls());
    validity.finish(out, length);
    out.buffer(offsets, length + 1 << shift);
    items.finish(out);
  }

  @Override
  final void clear() {
    super.clear();
    closed = 0;
  }

  @Override
  final List<BuilderBuffer> buffers() {
    return List.of(validity.buffer, offsets);
  }

  @Override
  final void putColumn(final Column source, final long from, final long count) {
    requireNoneOpen();
    requireClosedItems();
    final ListLikeColumn column = (ListLikeColumn) source;
    final long last = from + count - 1;
    final long start = column.valueStart(from);
    final long size = column.valueStart(last) + column.valueCount(last) - start;
    if (size < 0) {
      throw new IllegalArgumentException("offsets of " + name() + " descend");
    }
    if (!wide && size > Integer.MAX_VALUE - closed) {
      throw tooLong("a total of " + (closed + size) + " items");
    }
    reserve(count);
    items.append(column.values(), start, size);
    final long slot = length;
    final long to = offsets.offset + (slot + 1 << shift);
    final long next = from + 1 << shift;
    final long delta = closed - start;
    switch (column) {
      case ListColumn c ->
          Offsets.copy(
              wide, c.offsets(), c.offsetsOffset() + next, offsets.segment, to, count, delta);
      case LargeListColumn c ->
          Offsets.copy(
              wide, c.offsets(), c.offsetsOffset() + next, offsets.segment, to, count, delta);
      case MapColumn c ->
          Offsets.copy(
              wide, c.offsets(), c.offsetsOffset() + next, offsets.segment, to, count, delta);
      default -> throw new IllegalArgumentException("no offsets in a column for " + name());
    }
    closed += size;
    length += count;
    validity.append(slot, source, from, count);
  }
}
