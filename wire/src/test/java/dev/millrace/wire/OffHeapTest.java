package dev.millrace.wire;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class OffHeapTest {
  private static final int LONGEST = 40;

  @Test
  void everyByteOfARangeCountsAndNoneBeside() {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment left = arena.allocate(LONGEST + 3).fill((byte) 7);
      final MemorySegment right = arena.allocate(LONGEST + 2).fill((byte) 7);
      for (int length = 0; length <= LONGEST; length++) {
        assertTrue(OffHeap.same(left, 2, right, 1, length));
        for (int i = 0; i <= LONGEST + 1; i++) {
          right.set(ValueLayout.JAVA_BYTE, i, (byte) 8);
          final boolean within = i >= 1 && i < 1 + length;
          assertTrue(within != OffHeap.same(left, 2, right, 1, length), length + " at " + i);
          right.set(ValueLayout.JAVA_BYTE, i, (byte) 7);
        }
      }
    }
  }

  @Test
  void aRangeBeyondItsSegmentIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment short16 = arena.allocate(16);
      final MemorySegment long32 = arena.allocate(32);
      assertThrows(IndexOutOfBoundsException.class, () -> OffHeap.same(short16, 0, long32, 0, 17));
      assertThrows(IndexOutOfBoundsException.class, () -> OffHeap.same(long32, 0, short16, 8, 9));
      assertFalse(OffHeap.same(short16, 0, long32.fill((byte) 1), 0, 16));
    }
  }
}
