package dev.millrace.wire.message;

import static dev.millrace.wire.message.RecordBatchFlyweight.NONE;
import static dev.millrace.wire.message.RecordBatchFlyweight.ZSTD;

import dev.millrace.wire.frame.FrameDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Where everything is in the metadata of a batch of one shape; offsets count from the start of the
 * message. Tables are laid out so that each field is aligned to its size:
 *
 * <pre>
 *            0         4          8         12        16        20        24        28
 *  Message   | vtable  |ver |ty| | body length      | header  | custom  |
 *  Dictionary| vtable  | data    | id               |delta|
 *  Record    | vtable  | nodes   | row count        | buffers | compress| variadic|
 *  Compress  | vtable  |c|m|
 * </pre>
 */
final class BatchLayout {
  private static final int MESSAGE_VERSION = 4;
  private static final int MESSAGE_HEADER_TYPE = 6;
  private static final int MESSAGE_BODY_LENGTH = 8;
  private static final int MESSAGE_HEADER = 16;
  private static final int MESSAGE_CUSTOM_METADATA = 20;
  private static final int MESSAGE_LENGTH = 24;

  private static final int DICTIONARY_DATA = 4;
  private static final int DICTIONARY_ID = 8;
  private static final int DICTIONARY_IS_DELTA = 16;
  private static final int DICTIONARY_LENGTH = 17;

  private static final int BATCH_NODES = 4;
  private static final int BATCH_ROW_COUNT = 8;
  private static final int BATCH_BUFFERS = 16;
  private static final int BATCH_COMPRESSION = 20;
  private static final int BATCH_VARIADIC = 24;
  private static final int BATCH_LENGTH = 28;

  private static final int COMPRESSION_CODEC = 4;
  private static final int COMPRESSION_METHOD = 5;
  private static final int COMPRESSION_LENGTH = 6;

  /** vtable length and table length come before the slots. */
  private static final int VTABLE_HEADER = 4;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final boolean dictionary;
  private final int nodes;
  private final int buffers;
  private final int variadics;
  private final MemorySegment image;

  private long next;
  private final long messageAt;
  private final long messageVtableAt;
  private final long entryVtableAt;
  private final long dictionaryAt;
  private final long batchAt;
  private final long nodesAt;
  private final long buffersAt;
  private final long variadicsAt;

  BatchLayout(
      final boolean dictionary,
      final int nodes,
      final int buffers,
      final int variadics,
      final int compression) {
    if (nodes < 0 || buffers < 0 || variadics < 0 || compression < NONE || compression > ZSTD) {
      throw new IllegalArgumentException("impossible shape of a batch");
    }
    this.dictionary = dictionary;
    this.nodes = nodes;
    this.buffers = buffers;
    this.variadics = variadics;
    final boolean compressed = compression != NONE;
    final boolean variadic = variadics > 0;

    next = FrameDescriptor.METADATA_OFFSET + Integer.BYTES;
    messageVtableAt = vtable(5);
    entryVtableAt = claim(CustomMetadataEncoder.VTABLE_LENGTH, Short.BYTES);
    final long dictionaryVtableAt = dictionary ? vtable(3) : 0;
    final long batchVtableAt = vtable(5);
    final long compressionVtableAt = compressed ? vtable(2) : 0;
    messageAt = claim(MESSAGE_LENGTH, Long.BYTES);
    dictionaryAt = dictionary ? claim(DICTIONARY_LENGTH, Long.BYTES) : 0;
    batchAt = claim(BATCH_LENGTH, Long.BYTES);
    final long compressionAt = compressed ? claim(COMPRESSION_LENGTH, Integer.BYTES) : 0;
    nodesAt = vector(nodes, MessageDescriptor.PAIR_SIZE);
    buffersAt = vector(buffers, MessageDescriptor.PAIR_SIZE);
    variadicsAt = variadic ? vector(variadics, Long.BYTES) : 0;
    next = FrameDescriptor.align(next, FrameDescriptor.ALIGNMENT);
    image = MemorySegment.ofArray(new byte[Math.toIntExact(next)]);

    FrameDescriptor.putPrefix(image, 0, 0);
    putOffset(FrameDescriptor.METADATA_OFFSET, messageAt);
    putVtable(
        messageVtableAt,
        MESSAGE_LENGTH,
        MESSAGE_VERSION,
        MESSAGE_HEADER_TYPE,
        MESSAGE_HEADER,
        MESSAGE_BODY_LENGTH,
        0);
    CustomMetadataEncoder.putVtable(image, entryVtableAt);
    putTable(messageAt, messageVtableAt);
    image.set(SHORT, messageAt + MESSAGE_VERSION, (short) MessageDescriptor.VERSION_V5);
    putByte(
        messageAt + MESSAGE_HEADER_TYPE,
        dictionary ? MessageFlyweight.DICTIONARY_BATCH : MessageFlyweight.RECORD_BATCH);
    putOffset(messageAt + MESSAGE_HEADER, dictionary ? dictionaryAt : batchAt);
    if (dictionary) {
      putVtable(
          dictionaryVtableAt,
          DICTIONARY_LENGTH,
          DICTIONARY_ID,
          DICTIONARY_DATA,
          DICTIONARY_IS_DELTA);
      putTable(dictionaryAt, dictionaryVtableAt);
      putOffset(dictionaryAt + DICTIONARY_DATA, batchAt);
    }
    putVtable(
        batchVtableAt,
        BATCH_LENGTH,
        BATCH_ROW_COUNT,
        BATCH_NODES,
        BATCH_BUFFERS,
        compressed ? BATCH_COMPRESSION : 0,
        variadic ? BATCH_VARIADIC : 0);
    putTable(batchAt, batchVtableAt);
    putOffset(batchAt + BATCH_NODES, putCount(nodesAt, nodes));
    putOffset(batchAt + BATCH_BUFFERS, putCount(buffersAt, buffers));
    if (compressed) {
      putVtable(compressionVtableAt, COMPRESSION_LENGTH, COMPRESSION_CODEC, COMPRESSION_METHOD);
      putTable(compressionAt, compressionVtableAt);
      putByte(compressionAt + COMPRESSION_CODEC, compression);
      putOffset(batchAt + BATCH_COMPRESSION, compressionAt);
    }
    if (variadic) {
      putOffset(batchAt + BATCH_VARIADIC, putCount(variadicsAt, variadics));
    }
  }

  private long claim(final long length, final int alignment) {
    final long at = FrameDescriptor.align(next, alignment);
    next = at + length;
    return at;
  }

  private long vtable(final int slots) {
    return claim(VTABLE_HEADER + (long) slots * Short.BYTES, Short.BYTES);
  }

  /**
   * Claims a vector of 8-aligned elements and gives the offset of the first; the count is right
   * before it.
   */
  private long vector(final int count, final int elementSize) {
    next += Integer.BYTES;
    return claim((long) count * elementSize, Long.BYTES);
  }

  private void putVtable(final long at, final int tableLength, final int... slots) {
    image.set(SHORT, at, (short) (VTABLE_HEADER + slots.length * Short.BYTES));
    image.set(SHORT, at + Short.BYTES, (short) tableLength);
    for (int i = 0; i < slots.length; i++) {
      image.set(SHORT, at + VTABLE_HEADER + (long) i * Short.BYTES, (short) slots[i]);
    }
  }

  private void putTable(final long at, final long vtable) {
    image.set(INT, at, (int) (at - vtable));
  }

  private void putOffset(final long at, final long target) {
    image.set(INT, at, (int) (target - at));
  }

  private void putByte(final long at, final int value) {
    image.set(ValueLayout.JAVA_BYTE, at, (byte) value);
  }

  private long putCount(final long first, final int count) {
    image.set(INT, first - Integer.BYTES, count);
    return first - Integer.BYTES;
  }

  /**
   * The bytes of all parts but custom metadata, numbers still 0; owned by the one template of this
   * layout.
   */
  MemorySegment image() {
    return image;
  }

  /** Length of the image, where custom metadata starts. */
  long length() {
    return image.byteSize();
  }

  boolean dictionary() {
    return dictionary;
  }

  int nodes() {
    return nodes;
  }

  int buffers() {
    return buffers;
  }

  int variadics() {
    return variadics;
  }

  long rowCountAt() {
    return batchAt + BATCH_ROW_COUNT;
  }

  long nodeAt(final int node) {
    return nodesAt + (long) node * MessageDescriptor.PAIR_SIZE;
  }

  long bufferAt(final int buffer) {
    return buffersAt + (long) buffer * MessageDescriptor.PAIR_SIZE;
  }

  long variadicAt(final int index) {
    return variadicsAt + (long) index * Long.BYTES;
  }

  long bodyLengthAt() {
    return messageAt + MESSAGE_BODY_LENGTH;
  }

  long dictionaryIdAt() {
    return dictionaryAt + DICTIONARY_ID;
  }

  long deltaAt() {
    return dictionaryAt + DICTIONARY_IS_DELTA;
  }

  /** Slot of custom metadata in the message's vtable. */
  long customSlotAt() {
    return messageVtableAt + VTABLE_HEADER + (long) MessageDescriptor.CUSTOM_METADATA * Short.BYTES;
  }

  /** Value of that slot when there is custom metadata. */
  int customFieldOffset() {
    return MESSAGE_CUSTOM_METADATA;
  }

  /** The field that refers to custom metadata. */
  long customFieldAt() {
    return messageAt + MESSAGE_CUSTOM_METADATA;
  }

  /** The vtable of custom metadata's entries. */
  long entryVtableAt() {
    return entryVtableAt;
  }
}
