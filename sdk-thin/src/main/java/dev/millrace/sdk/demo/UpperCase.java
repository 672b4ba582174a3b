package dev.millrace.sdk.demo;

import static dev.millrace.sdk.function.Parameter.column;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.ScalarKernel;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * {@code upper_case(value)}: a text in upper case. A batch of nothing but ASCII, the usual one, is
 * converted as one run of bytes in vectors; any other text by text.
 */
final class UpperCase implements ScalarFunction {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x80 * EACH;

  @Override
  public Declaration declaration() {
    return Declaration.of("upper_case")
        .description("A text in upper case")
        .parameters(column("value", Types.UTF8).doc("the text"))
        .returns(Types.UTF8)
        .example("SELECT demo.upper_case('mill')", "MILL")
        .categories("text")
        .build();
  }

  @Override
  public ScalarKernel open(final ScanCall call) {
    return new Kernel();
  }

  /**
   * Evaluates batches. What is computed goes through a block on the heap that stays in the
   * innermost cache: a loop that reads and writes memory off the heap, which might overlap for all
   * the compiler knows, is not vectorised (JDK 25).
   */
  private static final class Kernel implements ScalarKernel {
    private static final int BLOCK = 512;

    private final long[] words = new long[BLOCK];
    private final int[] ends = new int[BLOCK];

    @Override
    public void evaluate(final RecordBatch rows, final ColumnBuilder result) {
      final VarBinaryColumn value = (VarBinaryColumn) rows.column(0);
      final VarBinaryBuilder upper = (VarBinaryBuilder) result;
      final long count = rows.rowCount();
      if (count == 0) {
        return;
      }
      final MemorySegment offsets = OffHeap.cast(value.offsets());
      final int first = offsets.get(INT, value.offsetsOffset());
      final int length = offsets.get(INT, value.offsetsOffset() + (count << 2)) - first;
      upper.reserve(count);
      upper.reserveBytes(length);
      if (!convert(
          OffHeap.cast(value.data()),
          value.dataOffset() + first,
          OffHeap.cast(upper.dataSegment()),
          upper.dataOffset(),
          length)) {
        oneByOne(value, upper, count);
        return;
      }
      copyOffsets(
          offsets,
          value.offsetsOffset(),
          OffHeap.cast(upper.offsetsSegment()),
          upper.offsetsOffset(),
          count + 1,
          first);
      upper.setLength(count, length);
      if (value.hasValidity()) {
        upper.setValidity(0, value.validity(), value.validityOffset(), value.validityBit(), count);
      }
    }

    /** Converts bytes; gives up, with some of them converted, where one is no ASCII. */
    private boolean convert(
        final MemorySegment source,
        final long from,
        final MemorySegment target,
        final long to,
        final int length) {
      final int wordCount = length >>> 3;
      for (int done = 0; done < wordCount; done += BLOCK) {
        final int block = Math.min(BLOCK, wordCount - done);
        final long shift = (long) done << 3;
        if ((convert(source, from + shift, words, block) & HIGH) != 0) {
          return false;
        }
        MemorySegment.copy(words, 0, target, LONG, to + shift, block);
      }
      byte high = 0;
      for (int i = wordCount << 3; i < length; i++) {
        final byte b = source.get(BYTE, from + i);
        high |= b;
        target.set(BYTE, to + i, (byte) upper(b));
      }
      return high >= 0;
    }

    private static long convert(
        final MemorySegment source, final long from, final long[] words, final int count) {
      long high = 0;
      for (int i = 0; i < count; i++) {
        final long word = source.get(LONG, from + ((long) i << 3));
        high |= word & HIGH;
        words[i] = upper(word);
      }
      return high;
    }

    private void copyOffsets(
        final MemorySegment source,
        final long from,
        final MemorySegment target,
        final long to,
        final long count,
        final int first) {
      if (first == 0) {
        MemorySegment.copy(source, from, target, to, count << 2);
        return;
      }
      for (long done = 0; done < count; done += BLOCK) {
        final int block = (int) Math.min(BLOCK, count - done);
        final long shift = done << 2;
        subtract(source, from + shift, first, ends, block);
        MemorySegment.copy(ends, 0, target, INT, to + shift, block);
      }
    }

    private static void subtract(
        final MemorySegment source,
        final long from,
        final int first,
        final int[] ends,
        final int count) {
      for (int i = 0; i < count; i++) {
        ends[i] = source.get(INT, from + ((long) i << 2)) - first;
      }
    }
  }

  private static void oneByOne(
      final VarBinaryColumn value, final VarBinaryBuilder upper, final long count) {
    for (long i = 0; i < count; i++) {
      if (value.isNull(i)) {
        upper.appendNull();
      } else {
        upper.append(value.getText(i).toUpperCase(Locale.ROOT));
      }
    }
  }

  /** Turns the lower case letters among eight ASCII bytes into upper case: their bit 5 goes. */
  private static long upper(final long word) {
    final long fromA = word + (0x80 - 'a') * EACH; // high bit where the byte is at least 'a'
    final long beyondZ = word + (0x80 - 'z' - 1) * EACH; // high bit where it is beyond 'z'
    return word - ((fromA & ~beyondZ & HIGH) >>> 2);
  }
}
