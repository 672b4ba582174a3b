package dev.millrace.wire.message;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes key-value metadata behind the other parts of a flatbuffer, front to back and without
 * garbage:
 *
 * <pre>
 *  +-----------+---------------+---------------+--     --+
 *  | n: uint32 | to entry 0    | to entry 1    |   ...   |
 *  +-----------+---------------+---------------+--     --+
 *  entry i, at a multiple of 4:
 *  +-----------+---------------+---------------+------------------------+------------------------+
 *  | to vtable | to key (8)    | to value      | key: uint32, bytes, 0  | value: uint32, bytes, 0|
 *  +-----------+---------------+---------------+------------------------+------------------------+
 * </pre>
 */
final class CustomMetadataEncoder {
  /** Bytes of the vtable that all entries share. */
  static final int VTABLE_LENGTH = 8;

  static final int KEY_OFFSET = 4;
  static final int VALUE_OFFSET = 8;
  static final int ENTRY_LENGTH = 12;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private CustomMetadataEncoder() {}

  /** Tells how many bytes {@link #encode} writes, 0 for no entries. */
  static long length(final Metadata metadata) {
    final List<Metadata.Entry> entries = metadata.entries();
    if (entries.isEmpty()) {
      return 0;
    }
    long length = Integer.BYTES;
    for (int i = 0; i < entries.size(); i++) {
      final Metadata.Entry entry = entries.get(i);
      length +=
          Integer.BYTES
              + ENTRY_LENGTH
              + stringLength(Utf8Encoder.length(entry.key()))
              + stringLength(entry.value().length);
    }
    return length;
  }

  /** Bytes of a string with its count, terminator and padding to 4. */
  private static long stringLength(final long bytes) {
    return Integer.BYTES + (bytes + Integer.BYTES & -Integer.BYTES);
  }

  /** Writes the vector and the entries at a multiple of 4; the vtable lies before. */
  static void encode(
      final Metadata metadata, final MemorySegment memory, final long offset, final long vtable) {
    final MemorySegment to = OffHeap.cast(memory);
    final List<Metadata.Entry> entries = metadata.entries();
    to.set(INT, offset, entries.size());
    long slot = offset + Integer.BYTES;
    long entry = slot + (long) Integer.BYTES * entries.size();
    for (int i = 0; i < entries.size(); i++) {
      to.set(INT, slot, (int) (entry - slot));
      slot += Integer.BYTES;
      to.set(INT, entry, (int) (entry - vtable));
      final long key = entry + ENTRY_LENGTH;
      to.set(INT, entry + KEY_OFFSET, (int) (key - entry - KEY_OFFSET));
      final long value = putText(entries.get(i).key(), to, key);
      to.set(INT, entry + VALUE_OFFSET, (int) (value - entry - VALUE_OFFSET));
      entry = putBytes(entries.get(i).value(), to, value);
    }
  }

  private static long putText(final String text, final MemorySegment to, final long offset) {
    final long length = Utf8Encoder.length(text);
    final long next = startString(to, offset, length);
    Utf8Encoder.encode(text, length, to, offset + Integer.BYTES);
    return next;
  }

  private static long putBytes(final byte[] bytes, final MemorySegment to, final long offset) {
    final long next = startString(to, offset, bytes.length);
    MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, offset + Integer.BYTES, bytes.length);
    return next;
  }

  /** Writes the count of a string, zeros where its last word will be, and gives the end. */
  private static long startString(
      final MemorySegment memory, final long offset, final long length) {
    final MemorySegment to = OffHeap.cast(memory);
    final long next = offset + stringLength(length);
    to.set(INT, offset, (int) length);
    to.set(INT, next - Integer.BYTES, 0);
    return next;
  }
}
