package dev.millrace.wire.message;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Off-heap memory of exact length, as messages have to lie in. */
final class Memory {
  private Memory() {}

  static MemorySegment of(final byte[] bytes) {
    return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }

  static MemorySegment ofLength(final int length) {
    return of(new byte[length]);
  }
}
