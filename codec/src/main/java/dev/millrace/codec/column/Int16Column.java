package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of 16-bit integers; {@link #get} reads int16, {@link #getUnsigned} uint16. */
public final class Int16Column extends FixedWidthColumn {
  Int16Column(final LayoutNode node) {
    super(node);
  }

  private Int16Column(final Field field, final int node) {
    super(field, node, 2);
  }

  @Override
  FixedWidthColumn unbound() {
    return new Int16Column(field, node);
  }

  /**
   * Reads a value.
   *
   * @param i row
   * @return the value; of no meaning where the slot is null
   */
  public short get(final long i) {
    return OffHeap.cast(data)
        .get(LittleEndian.SHORT, dataOffset + (Objects.checkIndex(i, length) << 1));
  }

  /**
   * Reads a value as unsigned.
   *
   * @param i row
   * @return the value, 0 or more; of no meaning where the slot is null
   */
  public int getUnsigned(final long i) {
    return get(i) & 0xFFFF;
  }

  /**
   * Copies values as they lie, null slots included.
   *
   * @param from first row
   * @param target where to
   * @param targetIndex first element of {@code target}
   * @param count number of rows
   */
  public void copyTo(
      final long from, final short[] target, final int targetIndex, final int count) {
    Objects.checkFromIndexSize(from, (long) count, length);
    MemorySegment.copy(
        data, LittleEndian.SHORT, dataOffset + (from << 1), target, targetIndex, count);
  }

  /**
   * Copies all values, null slots as whatever their bytes are.
   *
   * @return one element a row
   */
  public short[] toArray() {
    final short[] values = new short[Math.toIntExact(length)];
    copyTo(0, values, 0, values.length);
    return values;
  }
}
