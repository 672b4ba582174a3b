package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of 8-bit integers; {@link #get} reads int8, {@link #getUnsigned} uint8. */
public final class Int8Column extends FixedWidthColumn {
  Int8Column(final LayoutNode node) {
    super(node);
  }

  private Int8Column(final Field field, final int node) {
    super(field, node, 1);
  }

  @Override
  FixedWidthColumn unbound() {
    return new Int8Column(field, node);
  }

  /**
   * Reads a value.
   *
   * @param i row
   * @return the value; of no meaning where the slot is null
   */
  public byte get(final long i) {
    return OffHeap.cast(data).get(LittleEndian.BYTE, dataOffset + Objects.checkIndex(i, length));
  }

  /**
   * Reads a value as unsigned.
   *
   * @param i row
   * @return the value, 0 or more; of no meaning where the slot is null
   */
  public int getUnsigned(final long i) {
    return get(i) & 0xFF;
  }

  /**
   * Copies values as they lie, null slots included.
   *
   * @param from first row
   * @param target where to
   * @param targetIndex first element of {@code target}
   * @param count number of rows
   */
  public void copyTo(final long from, final byte[] target, final int targetIndex, final int count) {
    Objects.checkFromIndexSize(from, (long) count, length);
    MemorySegment.copy(data, LittleEndian.BYTE, dataOffset + from, target, targetIndex, count);
  }

  /**
   * Copies all values, null slots as whatever their bytes are.
   *
   * @return one element a row
   */
  public byte[] toArray() {
    final byte[] values = new byte[Math.toIntExact(length)];
    copyTo(0, values, 0, values.length);
    return values;
  }
}
