package dev.millrace.wire.schema;

import java.util.Objects;

/**
 * A logical type of the Arrow columnar format, without its children (those belong to the {@link
 * Field}).
 *
 * <p>All instances are immutable values. A dictionary-encoded column carries the type of its
 * <em>values</em> here and its index type in {@link DictionaryEncoding}, as the IPC metadata does.
 */
public sealed interface ArrowType {

  /** The null type: no buffers, every slot null. */
  record Null() implements ArrowType {}

  /** One bit a value. */
  record Bool() implements ArrowType {}

  /**
   * A two's complement or unsigned integer.
   *
   * @param bitWidth 8, 16, 32 or 64
   * @param signed whether negative values exist
   */
  record Int(int bitWidth, boolean signed) implements ArrowType {
    public Int {
      if (bitWidth != 8 && bitWidth != 16 && bitWidth != 32 && bitWidth != 64) {
        throw new IllegalArgumentException("integer bit width " + bitWidth);
      }
    }
  }

  /**
   * An IEEE 754 binary floating point number.
   *
   * @param precision its width
   */
  record FloatingPoint(Precision precision) implements ArrowType {
    public FloatingPoint {
      Objects.requireNonNull(precision);
    }
  }

  /**
   * An exact decimal, stored as a two's complement little-endian integer of the given width.
   *
   * @param precision total number of decimal digits
   * @param scale digits after the point; may be negative
   * @param bitWidth 32, 64, 128 or 256
   */
  record Decimal(int precision, int scale, int bitWidth) implements ArrowType {
    public Decimal {
      final int most = maxPrecision(bitWidth);
      if (most == 0) {
        throw new IllegalArgumentException("decimal bit width " + bitWidth);
      }
      if (precision < 1 || precision > most) {
        throw new IllegalArgumentException("decimal" + bitWidth + " precision " + precision);
      }
    }

    /**
     * Tells how many digits a width holds.
     *
     * @param bitWidth a width in bits
     * @return decimal digits that always fit, or 0 when there are no decimals of that width
     */
    public static int maxPrecision(final int bitWidth) {
      return switch (bitWidth) {
        case 32 -> 9;
        case 64 -> 18;
        case 128 -> 38;
        case 256 -> 76;
        default -> 0;
      };
    }
  }

  /**
   * A calendar date: days as int32, or milliseconds as int64, since 1970-01-01.
   *
   * @param unit which of the two
   */
  record Date(DateUnit unit) implements ArrowType {
    public Date {
      Objects.requireNonNull(unit);
    }
  }

  /**
   * A time of day since midnight: int32 for seconds and milliseconds, int64 for microseconds and
   * nanoseconds.
   *
   * @param unit resolution
   */
  record Time(TimeUnit unit) implements ArrowType {
    public Time {
      Objects.requireNonNull(unit);
    }

    /**
     * Tells the physical width that the unit prescribes.
     *
     * @return 32 or 64
     */
    public int bitWidth() {
      return unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND ? 32 : 64;
    }
  }

  /**
   * An int64 instant or, without a time zone, a wall-clock date and time.
   *
   * @param unit resolution
   * @param timezone zone name verbatim, or null for a wall-clock value
   */
  record Timestamp(TimeUnit unit, String timezone) implements ArrowType {
    public Timestamp {
      Objects.requireNonNull(unit);
    }
  }

  /**
   * An int64 elapsed time.
   *
   * @param unit resolution
   */
  record Duration(TimeUnit unit) implements ArrowType {
    public Duration {
      Objects.requireNonNull(unit);
    }
  }

  /**
   * A calendar interval: int32 months, two int32 (days, milliseconds), or int32 months, int32 days,
   * int64 nanoseconds.
   *
   * @param unit which of the three
   */
  record Interval(IntervalUnit unit) implements ArrowType {
    public Interval {
      Objects.requireNonNull(unit);
    }
  }

  /** UTF-8 text with int32 offsets. */
  record Utf8() implements ArrowType {}

  /** UTF-8 text with int64 offsets. */
  record LargeUtf8() implements ArrowType {}

  /** UTF-8 text as 16-byte views. */
  record Utf8View() implements ArrowType {}

  /** Bytes with int32 offsets. */
  record Binary() implements ArrowType {}

  /** Bytes with int64 offsets. */
  record LargeBinary() implements ArrowType {}

  /** Bytes as 16-byte views. */
  record BinaryView() implements ArrowType {}

  /**
   * Bytes of one fixed width.
   *
   * @param byteWidth width of a value, 0 allowed
   */
  record FixedSizeBinary(int byteWidth) implements ArrowType {
    public FixedSizeBinary {
      if (byteWidth < 0) {
        throw new IllegalArgumentException("byte width " + byteWidth);
      }
    }
  }

  /** A list with int32 offsets; one child. */
  record List() implements ArrowType {}

  /** A list with int64 offsets; one child. */
  record LargeList() implements ArrowType {}

  /** A list with int32 offsets and sizes; one child. */
  record ListView() implements ArrowType {}

  /** A list with int64 offsets and sizes; one child. */
  record LargeListView() implements ArrowType {}

  /**
   * A list of one fixed length; one child.
   *
   * @param listSize items in each list, 0 allowed
   */
  record FixedSizeList(int listSize) implements ArrowType {
    public FixedSizeList {
      if (listSize < 0) {
        throw new IllegalArgumentException("list size " + listSize);
      }
    }
  }

  /** A struct; any number of children, zero included. */
  record Struct() implements ArrowType {}

  /**
   * A map: a list with int32 offsets whose one child is a non-null struct of key and value.
   *
   * @param keysSorted whether the keys of each map are in order
   */
  record Map(boolean keysSorted) implements ArrowType {}

  /**
   * A union of its children.
   *
   * @param mode sparse or dense
   * @param typeIds the type id (0 to 127) of each child, in child order
   */
  record Union(UnionMode mode, java.util.List<Integer> typeIds) implements ArrowType {
    public Union {
      Objects.requireNonNull(mode);
      typeIds = java.util.List.copyOf(typeIds);
    }
  }

  /**
   * Run-end encoding; children {@code run_ends} (int16, int32 or int64, non-null) and {@code
   * values}.
   */
  record RunEndEncoded() implements ArrowType {}

  /** Width of a floating point number. */
  enum Precision {
    /** 16 bits. */
    HALF,
    /** 32 bits. */
    SINGLE,
    /** 64 bits. */
    DOUBLE
  }

  /** Unit of a {@link Date}. */
  enum DateUnit {
    /** Days as int32. */
    DAY,
    /** Milliseconds as int64. */
    MILLISECOND
  }

  /** Resolution of a temporal type; the ordinal is the wire value. */
  enum TimeUnit {
    /** 1 s. */
    SECOND,
    /** 1 ms. */
    MILLISECOND,
    /** 1 us. */
    MICROSECOND,
    /** 1 ns. */
    NANOSECOND
  }

  /** Form of an {@link Interval}; the ordinal is the wire value. */
  enum IntervalUnit {
    /** int32 months. */
    YEAR_MONTH,
    /** int32 days, int32 milliseconds. */
    DAY_TIME,
    /** int32 months, int32 days, int64 nanoseconds. */
    MONTH_DAY_NANO
  }

  /** Layout of a {@link Union}; the ordinal is the wire value. */
  enum UnionMode {
    /** Every child has the length of the union. */
    SPARSE,
    /** An offset a slot into its child. */
    DENSE
  }
}
