package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A column of 32-bit values: int32, uint32 ({@link #getUnsigned}), date32, time32, interval in
 * months.
 */
public final class Int32Column extends FixedWidthColumn {
  Int32Column(final LayoutNode node) {
    super(node);
  }

  private Int32Column(final Field field, final int node) {
    super(field, node, 4);
  }

  @Override
  FixedWidthColumn unbound() {
    return new Int32Column(field, node);
  }

  /**
   * Reads a value.
   *
   * @param i row
   * @return the value; of no meaning where the slot is null
   */
  public int get(final long i) {
    return OffHeap.cast(data)
        .get(LittleEndian.INT, dataOffset + (Objects.checkIndex(i, length) << 2));
  }

  /**
   * Reads a value as unsigned.
   *
   * @param i row
   * @return the value, 0 or more; of no meaning where the slot is null
   */
  public long getUnsigned(final long i) {
    return get(i) & 0xFFFF_FFFFL;
  }

  /**
   * Copies values as they lie, null slots included.
   *
   * @param from first row
   * @param target where to
   * @param targetIndex first element of {@code target}
   * @param count number of rows
   */
  public void copyTo(final long from, final int[] target, final int targetIndex, final int count) {
    Objects.checkFromIndexSize(from, (long) count, length);
    MemorySegment.copy(
        data, LittleEndian.INT, dataOffset + (from << 2), target, targetIndex, count);
  }

  /**
   * Copies all values, null slots as whatever their bytes are.
   *
   * @return one element a row
   */
  public int[] toArray() {
    final int[] values = new int[Math.toIntExact(length)];
    copyTo(0, values, 0, values.length);
    return values;
  }
}
