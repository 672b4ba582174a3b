package dev.millrace.codec.column;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** Loops over whole columns at memory speed. */
public final class Kernels {
  private Kernels() {}

  /**
   * Adds the values of a column, nulls left out, wrapping around on overflow.
   *
   * @param column the column
   * @return the sum
   */
  public static long sum(final Int64Column column) {
    long sum = 0;
    final MemorySegment data = OffHeap.cast(column.data());
    final long base = column.dataOffset();
    final long length = column.length();
    if (!column.hasValidity()) {
      for (long i = 0; i < length; i++) {
        sum += data.get(LittleEndian.LONG, base + (i << 3));
      }
      return sum;
    }
    for (long i = 0; i < length; i++) {
      if (!column.isNull(i)) {
        sum += data.get(LittleEndian.LONG, base + (i << 3));
      }
    }
    return sum;
  }
}
