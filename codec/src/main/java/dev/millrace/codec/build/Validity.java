package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;

import dev.millrace.codec.column.Column;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/**
 * The validity bitmap of a builder ([WRITE-4]). It costs nothing until the first null: bits are
 * written up to {@code settled}, everything after that is valid, and without a null no bitmap is
 * sent at all.
 */
final class Validity {
  final BuilderBuffer buffer;
  private final BuilderMemory memory;
  private long settled;
  private long nulls;

  Validity(final BuilderBuffer buffer, final BuilderMemory memory) {
    this.buffer = buffer;
    this.memory = memory;
  }

  long nulls() {
    return nulls;
  }

  boolean isNull(final long slot) {
    return slot < settled && !Bits.get(buffer.segment, buffer.offset, slot);
  }

  /** Makes a run of slots at the end null. */
  void appendNulls(final long slot, final long count) {
    if (count > 0) {
      settle(slot, slot + count);
      Bits.fill(buffer.segment, buffer.offset, slot, slot + count, false);
      settled = slot + count;
      nulls += count;
    }
  }

  /** Makes an existing slot null or valid. */
  void set(final long slot, final boolean valid) {
    if (slot >= settled) {
      if (!valid) {
        appendNulls(slot, 1);
      }
    } else if (Bits.get(buffer.segment, buffer.offset, slot) != valid) {
      Bits.set(buffer.segment, buffer.offset, slot, valid);
      nulls += valid ? -1 : 1;
    }
  }

  /**
   * Gives the slots from one on the bits of another bitmap; what was there after it is overwritten.
   */
  void copy(
      final long slot,
      final MemorySegment bits,
      final long offset,
      final long firstBit,
      final long count) {
    truncate(slot);
    final long zeros = Bits.countZeros(bits, offset, firstBit, count);
    if (zeros > 0) {
      settle(slot, slot + count);
      Bits.copy(bits, offset, firstBit, buffer.segment, buffer.offset, slot, count);
      settled = slot + count;
      nulls += zeros;
    }
  }

  /** Drops what is known of the slots from one on: they are valid again. */
  void truncate(final long slot) {
    if (settled > slot) {
      nulls -= Bits.countZeros(buffer.segment, buffer.offset, slot, settled - slot);
      settled = slot;
    }
  }

  void reset() {
    settled = 0;
    nulls = 0;
  }

  /** Writes the bits that are still implied and adds the buffer: empty when there is no null. */
  void finish(final BufferList out, final long length) {
    if (nulls == 0) {
      out.buffer(buffer, 0);
      return;
    }
    settle(length, length);
    final int tail = (int) (length & 7);
    if (tail != 0) {
      final long at = buffer.offset + (length >>> 3);
      OffHeap.cast(buffer.segment)
          .set(BYTE, at, (byte) (OffHeap.cast(buffer.segment).get(BYTE, at) & (1 << tail) - 1));
    }
    out.buffer(buffer, Bits.bytes(length));
  }

  private void settle(final long upTo, final long slots) {
    final long needed = Bits.bytes(slots);
    if (needed > buffer.capacity) {
      memory.reserve(buffer, Bits.bytes(settled), needed);
    }
    if (settled < upTo) {
      Bits.fill(buffer.segment, buffer.offset, settled, upTo, true);
      settled = upTo;
    }
  }

  /** Gives new slots at the end the validity of a column's. */
  void append(final long slot, final Column source, final long from, final long count) {
    if (source.hasValidity()) {
      copy(slot, source.validity(), source.validityOffset(), source.validityBit() + from, count);
    }
  }
}
