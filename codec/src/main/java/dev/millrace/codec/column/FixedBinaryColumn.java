package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of byte strings of one width, 0 included. */
public final class FixedBinaryColumn extends FixedWidthColumn {
  FixedBinaryColumn(final LayoutNode node) {
    super(node);
  }

  private FixedBinaryColumn(final Field field, final int node, final int byteWidth) {
    super(field, node, byteWidth);
  }

  @Override
  FixedWidthColumn unbound() {
    return new FixedBinaryColumn(field, node, byteWidth);
  }

  /**
   * Tells where a value lies in {@link #data}.
   *
   * @param i row
   * @return byte offset of its {@link #byteWidth} bytes
   */
  public long valueOffset(final long i) {
    return dataOffset + Objects.checkIndex(i, length) * byteWidth;
  }

  /**
   * Copies a value.
   *
   * @param i row
   * @return a new array; of no meaning where the slot is null
   */
  public byte[] getBytes(final long i) {
    final byte[] value = new byte[byteWidth];
    MemorySegment.copy(data, LittleEndian.BYTE, valueOffset(i), value, 0, byteWidth);
    return value;
  }
}
