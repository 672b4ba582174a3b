package dev.millrace.jmh.headline;

import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.VarBinaryColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Consecutive numbers as decimal texts, made so cheaply that the worker is what a run measures: a
 * text of up to eight digits is one word, and the next one a digit more.
 */
final class DecimalTexts {
  /** Numbers below this have at most eight digits. */
  static final long END = 100_000_000;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private DecimalTexts() {}

  /** Appends the numbers from one up to, but not including, another to an empty column. */
  static void fill(final VarBinaryBuilder column, final long from, final long to) {
    if (from < 0 || to > END) {
      throw new IllegalArgumentException("numbers of more than eight digits");
    }
    final long bytes = length(to) - length(from);
    column.reserve(to - from);
    column.reserveBytes(bytes + Long.BYTES); // the last word may reach beyond its text
    long row = 0;
    long at = 0;
    column.offsetsSegment().set(INT, column.offsetsOffset(), 0);
    for (long n = from; n < to; ) {
      final int digits = digits(n);
      final long sameLength = Math.min(to, digits == 8 ? END : power(digits));
      offsets(column, row, at, digits, (int) (sameLength - n));
      words(column, at, digits, n, sameLength);
      row += sameLength - n;
      at += digits * (sameLength - n);
      n = sameLength;
    }
    column.setLength(row, at);
  }

  private static void offsets(
      final VarBinaryBuilder column,
      final long row,
      final long at,
      final int digits,
      final int count) {
    final MemorySegment offsets = column.offsetsSegment();
    final long first = column.offsetsOffset() + ((row + 1) << 2);
    for (int i = 0; i < count; i++) {
      offsets.set(INT, first + ((long) i << 2), (int) at + digits * (i + 1));
    }
  }

  private static void words(
      final VarBinaryBuilder column,
      final long at,
      final int digits,
      final long from,
      final long to) {
    final MemorySegment data = column.dataSegment();
    final long lastDigit = 1L << 8 * (digits - 1);
    long place = column.dataOffset() + at;
    for (long n = from; n < to; ) {
      long word = word(n);
      final long ten = Math.min(to, n - n % 10 + 10);
      for (; n < ten; n++) {
        data.set(LONG, place, word);
        place += digits;
        word += lastDigit;
      }
    }
  }

  /** Checks that a column holds these numbers, every byte of it. */
  static boolean equal(final VarBinaryColumn column, final long from, final long to) {
    if (column.length() != to - from || column.nullCount() != 0) {
      return false;
    }
    for (long i = 0; i < to - from; i++) {
      if (!at(column, i, from + i)) {
        return false;
      }
    }
    return true;
  }

  /** Checks one text of a column. */
  static boolean at(final VarBinaryColumn column, final long row, final long n) {
    final int digits = digits(n);
    if (column.valueLength(row) != digits) {
      return false;
    }
    final long word = word(n);
    for (int i = 0; i < digits; i++) {
      if (column.data().get(ValueLayout.JAVA_BYTE, column.valueOffset(row) + i)
          != (byte) (word >>> 8 * i)) {
        return false;
      }
    }
    return true;
  }

  /** Length of all numbers below a bound as text. */
  static long length(final long bound) {
    long sum = 0;
    long from = 0;
    for (int digits = 1; from < bound; digits++) {
      final long to = Math.min(bound, power(digits));
      sum += (to - from) * digits;
      from = to;
    }
    return sum;
  }

  private static long word(final long n) {
    long word = 0;
    long rest = n;
    do {
      word = word << 8 | ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return word;
  }

  private static int digits(final long n) {
    int digits = 1;
    for (long rest = n; rest > 9; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static long power(final int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
