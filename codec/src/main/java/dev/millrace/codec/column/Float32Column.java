package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of 32-bit floating point numbers. */
public final class Float32Column extends FixedWidthColumn {
  Float32Column(final LayoutNode node) {
    super(node);
  }

  private Float32Column(final Field field, final int node) {
    super(field, node, 4);
  }

  @Override
  FixedWidthColumn unbound() {
    return new Float32Column(field, node);
  }

  /**
   * Reads a value.
   *
   * @param i row
   * @return the value; of no meaning where the slot is null
   */
  public float get(final long i) {
    return OffHeap.cast(data)
        .get(LittleEndian.FLOAT, dataOffset + (Objects.checkIndex(i, length) << 2));
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
      final long from, final float[] target, final int targetIndex, final int count) {
    Objects.checkFromIndexSize(from, (long) count, length);
    MemorySegment.copy(
        data, LittleEndian.FLOAT, dataOffset + (from << 2), target, targetIndex, count);
  }

  /**
   * Copies all values, null slots as whatever their bytes are.
   *
   * @return one element a row
   */
  public float[] toArray() {
    final float[] values = new float[Math.toIntExact(length)];
    copyTo(0, values, 0, values.length);
    return values;
  }
}
