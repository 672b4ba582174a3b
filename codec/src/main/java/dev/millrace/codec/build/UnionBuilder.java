package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;
import static dev.millrace.codec.build.Le.INT;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.UnionColumn;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.util.Arrays;
import java.util.List;

/**
 * Builds a dense or sparse union column: {@link #append} chooses the child of a slot, then one
 * value is appended to that child. A union has no nulls of its own: a null goes into its first
 * nullable child.
 */
public final class UnionBuilder extends ColumnBuilder {
  private final boolean dense;
  private final byte[] ids;
  private final BuilderBuffer types = new BuilderBuffer();
  private final BuilderBuffer offsets = new BuilderBuffer();

  /** The child that is to get the value of the last slot, and the length it will have then. */
  private ColumnBuilder awaited;

  private long awaitedLength;

  UnionBuilder(
      final Field field,
      final BuilderMemory memory,
      final List<ColumnBuilder> children,
      final ArrowType.Union type) {
    super(field, memory, children);
    this.dense = type.mode() == ArrowType.UnionMode.DENSE;
    this.ids = new byte[type.typeIds().size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = type.typeIds().get(i).byteValue();
    }
  }

  /**
   * Counts the children.
   *
   * @return at least 0
   */
  public int childCount() {
    return children().size();
  }

  /**
   * Gives the builder of a child.
   *
   * @param index position of the child, not its type id
   * @return the builder
   */
  public ColumnBuilder child(final int index) {
    return children().get(index);
  }

  /**
   * Appends a slot; its value is the next one appended to the child returned.
   *
   * @param index position of the child, not its type id
   * @return the builder of that child
   * @throws IllegalStateException when the child of the previous slot got no value
   */
  public ColumnBuilder append(final int index) {
    requireComplete();
    final ColumnBuilder chosen = child(index);
    putSlot(index, chosen.length);
    if (!dense) {
      for (int i = 0; i < ids.length; i++) {
        if (i != index) {
          child(i).putEmpty(1);
        }
      }
    }
    awaited = chosen;
    awaitedLength = chosen.length + 1;
    return chosen;
  }

  /**
   * Appends a slot and gives the builder of its child after checking its class.
   *
   * @param <T> builder class
   * @param index position of the child, not its type id
   * @param type builder class
   * @return the builder of that child
   */
  public <T extends ColumnBuilder> T append(final int index, final Class<T> type) {
    ColumnBuilders.cast(child(index), type);
    return type.cast(append(index));
  }

  /**
   * Makes room for more slots.
   *
   * @param additional how many slots beyond the present length
   */
  public void reserve(final long additional) {
    final long needed = Math.addExact(length, checkCount(additional));
    if (needed > types.capacity) {
      memory.reserve(types, length, needed);
    }
    if (dense && needed * Integer.BYTES > offsets.capacity) {
      memory.reserve(offsets, length * Integer.BYTES, needed * Integer.BYTES);
    }
  }

  private void putSlot(final int index, final long childSlot) {
    reserve(1);
    OffHeap.cast(types.segment).set(BYTE, types.offset + length, ids[index]);
    if (dense) {
      if (childSlot > Integer.MAX_VALUE) {
        throw tooLong("child " + index + " of " + childSlot + " values");
      }
      OffHeap.cast(offsets.segment)
          .set(INT, offsets.offset + length * Integer.BYTES, (int) childSlot);
    }
    length++;
  }

  private void requireComplete() {
    if (awaited != null && awaited.length != awaitedLength) {
      throw new IllegalStateException(
          "field " + name() + ": the last slot has no value in child " + awaited.name());
    }
    awaited = null;
  }

  @Override
  public long nullCount() {
    return 0;
  }

  @Override
  void putNulls(final long count) {
    for (int i = 0; i < ids.length; i++) {
      if (child(i).field().nullable()) {
        putRun(i, count, true);
        return;
      }
    }
    throw new IllegalArgumentException("no child of " + name() + " is nullable");
  }

  @Override
  void putEmpty(final long count) {
    if (ids.length == 0 && count > 0) {
      throw new IllegalArgumentException("a union without children has no value");
    }
    putRun(0, count, false);
  }

  private void putRun(final int index, final long count, final boolean nulls) {
    requireComplete();
    for (long i = 0; i < count; i++) {
      putSlot(index, child(index).length + i);
    }
    for (int i = 0; i < ids.length; i++) {
      if (i == index && nulls) {
        child(i).putNulls(count);
      } else if (i == index || !dense) {
        child(i).putEmpty(count);
      }
    }
  }

  @Override
  void finish(final BufferList out) {
    requireComplete();
    if (!dense) {
      for (int i = 0; i < ids.length; i++) {
        if (child(i).length != length) {
          throw new IllegalStateException(
              "field " + name() + ": child " + child(i).name() + " of another length");
        }
      }
    }
    out.node(length, 0);
    out.buffer(types, length);
    if (dense) {
      out.buffer(offsets, length * Integer.BYTES);
    }
    for (int i = 0; i < ids.length; i++) {
      child(i).finish(out);
    }
  }

  @Override
  void clear() {
    length = 0;
    awaited = null;
  }

  @Override
  List<BuilderBuffer> buffers() {
    return List.of(types, offsets);
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    requireComplete();
    final UnionColumn column = (UnionColumn) source;
    if (dense) {
      putDense(column, from, count);
    } else {
      reserve(count);
      for (long i = from; i < from + count; i++) {
        putSlot(column.childIndex(i), 0);
      }
      for (int i = 0; i < ids.length; i++) {
        child(i).append(column.child(i), from, count);
      }
    }
  }

  /** Copies of each child the span that the slots refer to, once. */
  private void putDense(final UnionColumn column, final long from, final long count) {
    final long[] low = new long[ids.length];
    final long[] high = new long[ids.length];
    Arrays.fill(low, Long.MAX_VALUE);
    for (long i = from; i < from + count; i++) {
      final int index = column.childIndex(i);
      final long row = column.childRow(i);
      low[index] = Math.min(low[index], row);
      high[index] = Math.max(high[index], row + 1);
    }
    reserve(count);
    for (long i = from; i < from + count; i++) {
      final int index = column.childIndex(i);
      putSlot(index, child(index).length + column.childRow(i) - low[index]);
    }
    for (int i = 0; i < ids.length; i++) {
      if (high[i] > 0) {
        child(i).append(column.child(i), low[i], high[i] - low[i]);
      }
    }
  }
}
