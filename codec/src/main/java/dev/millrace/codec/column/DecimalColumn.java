package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;

/**
 * A column of decimals of 32, 64, 128 or 256 bits: two's complement integers with a common scale.
 */
public final class DecimalColumn extends FixedWidthColumn {
  DecimalColumn(final LayoutNode node) {
    super(node);
  }

  private DecimalColumn(final Field field, final int node, final int byteWidth) {
    super(field, node, byteWidth);
  }

  @Override
  FixedWidthColumn unbound() {
    return new DecimalColumn(field, node, byteWidth);
  }

  /**
   * Tells the type.
   *
   * @return precision, scale and width
   */
  public ArrowType.Decimal type() {
    return (ArrowType.Decimal) field.type();
  }

  /**
   * Reads a value.
   *
   * @param i row
   * @return the value with the scale of the type; of no meaning where the slot is null
   */
  public BigDecimal get(final long i) {
    final int scale = type().scale();
    return byteWidth <= 8
        ? BigDecimal.valueOf(getUnscaledLong(i), scale)
        : new BigDecimal(getUnscaled(i), scale);
  }

  /**
   * Reads the unscaled value.
   *
   * @param i row
   * @return value times ten to the scale
   */
  public BigInteger getUnscaled(final long i) {
    Objects.checkIndex(i, length);
    final byte[] bytes = new byte[byteWidth];
    MemorySegment.copy(data, LittleEndian.BYTE, dataOffset + i * byteWidth, bytes, 0, byteWidth);
    for (int a = 0, b = byteWidth - 1; a < b; a++, b--) {
      final byte swap = bytes[a];
      bytes[a] = bytes[b];
      bytes[b] = swap;
    }
    return new BigInteger(bytes);
  }

  /**
   * Reads the unscaled value of a decimal of 32 or 64 bits; of a wider one the low 64 bits, which
   * are the value whenever it fits.
   *
   * @param i row
   * @return value times ten to the scale
   */
  public long getUnscaledLong(final long i) {
    Objects.checkIndex(i, length);
    final long at = dataOffset + i * byteWidth;
    return byteWidth == 4
        ? OffHeap.cast(data).get(LittleEndian.INT, at)
        : OffHeap.cast(data).get(LittleEndian.LONG, at);
  }

  /**
   * Reads 64 bits of the unscaled value.
   *
   * @param i row
   * @param word 0 for the lowest 64 bits; less than {@code byteWidth() / 8}
   * @return the word
   */
  public long getWord(final long i, final int word) {
    Objects.checkIndex(i, length);
    Objects.checkIndex(word, byteWidth >>> 3);
    return OffHeap.cast(data)
        .get(LittleEndian.LONG, dataOffset + i * byteWidth + ((long) word << 3));
  }
}
