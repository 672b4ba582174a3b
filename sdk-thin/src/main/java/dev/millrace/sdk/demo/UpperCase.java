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
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * {@code upper_case(value)}: a text in upper case. A batch of nothing but ASCII, the usual one, is
 * converted as one run of bytes, eight at a time; any other text by text.
 */
final class UpperCase implements ScalarFunction {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x80 * EACH;

  /** Bytes in one round of the loops: an int counter, so that they are unrolled. */
  private static final long ROUND = 1 << 30;

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
    return UpperCase::evaluate;
  }

  private static void evaluate(final RecordBatch rows, final ColumnBuilder result) {
    final VarBinaryColumn value = (VarBinaryColumn) rows.column(0);
    final VarBinaryBuilder upper = (VarBinaryBuilder) result;
    final long count = rows.rowCount();
    if (count == 0) {
      return;
    }
    final long first = value.offsets().get(INT, value.offsetsOffset());
    final long last = value.offsets().get(INT, value.offsetsOffset() + (count << 2));
    final long from = value.dataOffset() + first;
    if (!isAscii(value.data(), from, last - first)) {
      oneByOne(value, upper, count);
      return;
    }
    upper.reserve(count);
    upper.reserveBytes(last - first);
    copyOffsets(value, first, upper, count);
    convert(value.data(), from, upper.dataSegment(), upper.dataOffset(), last - first);
    upper.setLength(count, last - first);
    if (value.hasValidity()) {
      upper.setValidity(0, value.validity(), value.validityOffset(), value.validityBit(), count);
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

  private static void copyOffsets(
      final VarBinaryColumn value,
      final long first,
      final VarBinaryBuilder upper,
      final long count) {
    final MemorySegment source = value.offsets();
    final MemorySegment target = upper.offsetsSegment();
    final long from = value.offsetsOffset();
    final long to = upper.offsetsOffset();
    final int base = (int) first;
    for (long done = 0; done <= count; done += ROUND) {
      final int round = (int) Math.min(ROUND, count + 1 - done);
      final long shift = done << 2;
      for (int i = 0; i < round; i++) {
        final long at = shift + ((long) i << 2);
        target.set(INT, to + at, source.get(INT, from + at) - base);
      }
    }
  }

  private static boolean isAscii(final MemorySegment memory, final long from, final long length) {
    final int words = (int) (length >>> 3); // 32-bit offsets: always an int
    long high = 0;
    for (int i = 0; i < words; i++) {
      high |= memory.get(LONG, from + ((long) i << 3));
    }
    for (long i = (long) words << 3; i < length; i++) {
      high |= memory.get(BYTE, from + i);
    }
    return (high & HIGH) == 0;
  }

  private static void convert(
      final MemorySegment source,
      final long from,
      final MemorySegment target,
      final long to,
      final long length) {
    final int words = (int) (length >>> 3);
    for (int i = 0; i < words; i++) {
      final long at = (long) i << 3;
      target.set(LONG, to + at, upper(source.get(LONG, from + at)));
    }
    for (long i = (long) words << 3; i < length; i++) {
      target.set(BYTE, to + i, (byte) upper(source.get(BYTE, from + i)));
    }
  }

  /** Turns the lower case letters among eight ASCII bytes into upper case: their bit 5 goes. */
  private static long upper(final long word) {
    final long fromA = word + (0x80 - 'a') * EACH; // high bit where the byte is at least 'a'
    final long beyondZ = word + (0x80 - 'z' - 1) * EACH; // high bit where it is beyond 'z'
    return word - ((fromA & ~beyondZ & HIGH) >>> 2);
  }
}
