package dev.millrace.codec.column;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** Loops over whole columns at memory speed. */
public final class Kernels {
  /** Rows of one round of a loop: its counter is an int, which is what the compiler vectorises. */
  private static final long ROUND = 1 << 30;

  private Kernels() {}

  /**
   * Adds the values of a column, nulls left out, wrapping around on overflow.
   *
   * @param column the column
   * @return the sum
   */
  public static long sum(final Int64Column column) {
    final MemorySegment data = OffHeap.cast(column.data());
    final long base = column.dataOffset();
    final long length = column.length();
    long sum = 0;
    for (long done = 0; done < length; done += ROUND) {
      final int rows = (int) Math.min(ROUND, length - done);
      final long from = base + (done << 3);
      sum +=
          column.hasValidity()
              ? sumOfValid(
                  data,
                  from,
                  OffHeap.cast(column.validity()),
                  (column.validityOffset() << 3) + column.validityBit() + done,
                  rows)
              : sum(data, from, rows);
    }
    return sum;
  }

  /**
   * Four quarters in step. The compiler (JDK 25) leaves a loop scalar that does nothing but add up
   * one run of values; with other additions in it, it uses vectors. Measured: 3.0 against 11.7
   * billion values a second in the L2 cache, 1.0 against 2.8 out of it, where four streams also
   * keep more cache lines on their way.
   */
  private static long sum(final MemorySegment data, final long from, final int rows) {
    final int quarter = rows >>> 2;
    final long second = from + ((long) quarter << 3);
    final long third = second + ((long) quarter << 3);
    final long fourth = third + ((long) quarter << 3);
    long sum = 0;
    for (int i = 0; i < quarter; i++) {
      final long at = (long) i << 3;
      sum +=
          data.get(LittleEndian.LONG, from + at)
              + data.get(LittleEndian.LONG, second + at)
              + (data.get(LittleEndian.LONG, third + at)
                  + data.get(LittleEndian.LONG, fourth + at));
    }
    for (int i = quarter << 2; i < rows; i++) {
      sum += data.get(LittleEndian.LONG, from + ((long) i << 3));
    }
    return sum;
  }

  /** Without a branch: what a null slot holds is masked away. */
  private static long sumOfValid(
      final MemorySegment data,
      final long from,
      final MemorySegment validity,
      final long firstBit,
      final int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      final long bit = firstBit + i;
      final long valid = validity.get(LittleEndian.BYTE, bit >>> 3) >>> (bit & 7) & 1;
      sum += data.get(LittleEndian.LONG, from + ((long) i << 3)) & -valid;
    }
    return sum;
  }
}
