package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A column of 64-bit values: int64, uint64 (to be read with the unsigned methods of {@link Long}),
 * date64, time64, timestamp, duration.
 */
public final class Int64Column extends FixedWidthColumn {
  Int64Column(final LayoutNode node) {
    super(node);
  }

  private Int64Column(final Field field, final int node) {
    super(field, node, 8);
  }

  @Override
  FixedWidthColumn unbound() {
    return new Int64Column(field, node);
  }

  /**
   * Reads a value.
   *
   * @param i row
   * @return the value; of no meaning where the slot is null
   */
  public long get(final long i) {
    return OffHeap.cast(data)
        .get(LittleEndian.LONG, dataOffset + (Objects.checkIndex(i, length) << 3));
  }

  /**
   * Copies values as they lie, null slots included.
   *
   * @param from first row
   * @param target where to
   * @param targetIndex first element of {@code target}
   * @param count number of rows
   */
  public void copyTo(final long from, final long[] target, final int targetIndex, final int count) {
    Objects.checkFromIndexSize(from, (long) count, length);
    MemorySegment.copy(
        data, LittleEndian.LONG, dataOffset + (from << 3), target, targetIndex, count);
  }

  /**
   * Copies all values, null slots as whatever their bytes are.
   *
   * @return one element a row
   */
  public long[] toArray() {
    final long[] values = new long[Math.toIntExact(length)];
    copyTo(0, values, 0, values.length);
    return values;
  }
}
