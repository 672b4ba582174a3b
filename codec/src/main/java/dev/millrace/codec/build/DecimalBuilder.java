package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.INT;
import static dev.millrace.codec.build.Le.LONG;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Builds a column of decimals of 32, 64, 128 or 256 bits. */
public final class DecimalBuilder extends FixedWidthBuilder {
  private final ArrowType.Decimal type;
  private final BigInteger bound;

  DecimalBuilder(final Field field, final BuilderMemory memory, final ArrowType.Decimal type) {
    super(field, memory, type.bitWidth() / Byte.SIZE);
    this.type = type;
    this.bound = BigInteger.TEN.pow(type.precision());
  }

  /**
   * Appends a value, brought to the scale of the type.
   *
   * @param value the value
   * @throws IllegalArgumentException when digits would be lost or the precision is exceeded
   */
  public void append(final BigDecimal value) {
    final BigDecimal scaled;
    try {
      scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
    } catch (final ArithmeticException e) {
      throw new IllegalArgumentException(value + " has more decimals than " + name(), e);
    }
    appendUnscaled(scaled.unscaledValue());
  }

  /**
   * Appends a value by its unscaled integer.
   *
   * @param unscaled value times ten to the power of the scale
   * @throws IllegalArgumentException when the precision is exceeded
   */
  public void appendUnscaled(final BigInteger unscaled) {
    if (unscaled.abs().compareTo(bound) >= 0) {
      throw new IllegalArgumentException("unscaled " + unscaled + " exceeds " + name());
    }
    reserve(1);
    final long at = base + length * width;
    BigInteger rest = unscaled;
    if (width == Integer.BYTES) {
      OffHeap.cast(segment).set(INT, at, rest.intValue());
    } else {
      for (int i = 0; i < width; i += Long.BYTES) {
        OffHeap.cast(segment).set(LONG, at + i, rest.longValue());
        rest = rest.shiftRight(Long.SIZE);
      }
    }
    length++;
  }

  /**
   * Appends a value by an unscaled integer of at most 64 bits, without garbage. The precision is
   * not checked beyond what the width of the type can hold.
   *
   * @param unscaled value times ten to the power of the scale
   * @throws IllegalArgumentException when 32 bits can't hold it and the type has no more
   */
  public void appendUnscaled(final long unscaled) {
    reserve(1);
    final long at = base + length * width;
    if (width == Integer.BYTES) {
      if (unscaled != (int) unscaled) {
        throw new IllegalArgumentException("unscaled " + unscaled + " exceeds " + name());
      }
      OffHeap.cast(segment).set(INT, at, (int) unscaled);
    } else {
      OffHeap.cast(segment).set(LONG, at, unscaled);
      for (int i = Long.BYTES; i < width; i += Long.BYTES) {
        OffHeap.cast(segment).set(LONG, at + i, unscaled >> 63);
      }
    }
    length++;
  }
}
