package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of 16-bit floating point numbers. */
public final class Float16Column extends FixedWidthColumn {
  Float16Column(final LayoutNode node) {
    super(node);
  }

  private Float16Column(final Field field, final int node) {
    super(field, node, 2);
  }

  @Override
  FixedWidthColumn unbound() {
    return new Float16Column(field, node);
  }

  /**
   * Reads a value, widened exactly.
   *
   * @param i row
   * @return the value; of no meaning where the slot is null
   */
  public float get(final long i) {
    return Float.float16ToFloat(getBits(i));
  }

  /**
   * Reads the bits of a value.
   *
   * @param i row
   * @return IEEE 754 binary16 bits
   */
  public short getBits(final long i) {
    return OffHeap.cast(data)
        .get(LittleEndian.SHORT, dataOffset + (Objects.checkIndex(i, length) << 1));
  }

  /**
   * Copies the bits of values as they lie, null slots included.
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
}
