package dev.millrace.wire.message;

import static dev.millrace.wire.message.RecordBatchFlyweight.NONE;
import static dev.millrace.wire.message.RecordBatchFlyweight.ZSTD;

import dev.millrace.wire.frame.FrameDescriptor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final boolean dictionary;
  private final int nodes;
  private final int buffers;
  private final int variadics;
  private final byte[] image;

  /** Where the part claimed last ends. */
  private int next;

  private final int messageAt;
  private final int messageVtableAt;
  private final int entryVtableAt;
  private final int dictionaryAt;
  private final int batchAt;
  private final int nodesAt;
  private final int buffersAt;
  private final int variadicsAt;

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
    final int dictionaryVtableAt = dictionary ? vtable(3) : 0;
    final int batchVtableAt = vtable(5);
    final int compressionVtableAt = compressed ? vtable(2) : 0;
    messageAt = claim(MESSAGE_LENGTH, Long.BYTES);
    dictionaryAt = dictionary ? claim(DICTIONARY_LENGTH, Long.BYTES) : 0;
    batchAt = claim(BATCH_LENGTH, Long.BYTES);
    final int compressionAt = compressed ? claim(COMPRESSION_LENGTH, Integer.BYTES) : 0;
    nodesAt = vector(nodes, MessageDescriptor.PAIR_SIZE);
    buffersAt = vector(buffers, MessageDescriptor.PAIR_SIZE);
    variadicsAt = variadic ? vector(variadics, Long.BYTES) : 0;
    claim(0, FrameDescriptor.ALIGNMENT);
    image = new byte[next];

    INT.set(image, 0, FrameDescriptor.CONTINUATION);
    putOffset(FrameDescriptor.METADATA_OFFSET, messageAt);
    putVtable(
        messageVtableAt,
        MESSAGE_LENGTH,
        MESSAGE_VERSION,
        MESSAGE_HEADER_TYPE,
        MESSAGE_HEADER,
        MESSAGE_BODY_LENGTH,
        0);
    putVtable(
        entryVtableAt,
        CustomMetadataEncoder.ENTRY_LENGTH,
        CustomMetadataEncoder.KEY_OFFSET,
        CustomMetadataEncoder.VALUE_OFFSET);
    putTable(messageAt, messageVtableAt);
    SHORT.set(image, messageAt + MESSAGE_VERSION, (short) MessageDescriptor.VERSION_V5);
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

  private int claim(final long length, final int alignment) {
    final long at = FrameDescriptor.align(next, alignment);
    next = Math.toIntExact(at + length);
    return (int) at;
  }

  private int vtable(final int slots) {
    return claim(VTABLE_HEADER + slots * Short.BYTES, Short.BYTES);
  }

  /**
   * Claims a vector of 8-aligned elements and gives the offset of the first; the count is right
   * before it.
   */
  private int vector(final int count, final int elementSize) {
    next = Math.addExact(next, Integer.BYTES);
    return claim((long) count * elementSize, Long.BYTES);
  }

  private void putVtable(final int at, final int tableLength, final int... slots) {
    SHORT.set(image, at, (short) (VTABLE_HEADER + slots.length * Short.BYTES));
    SHORT.set(image, at + Short.BYTES, (short) tableLength);
    for (int i = 0; i < slots.length; i++) {
      SHORT.set(image, at + VTABLE_HEADER + i * Short.BYTES, (short) slots[i]);
    }
  }

  private void putTable(final int at, final int vtable) {
    INT.set(image, at, at - vtable);
  }

  private void putOffset(final int at, final int target) {
    INT.set(image, at, target - at);
  }

  private void putByte(final int at, final int value) {
    image[at] = (byte) value;
  }

  private int putCount(final int first, final int count) {
    INT.set(image, first - Integer.BYTES, count);
    return first - Integer.BYTES;
  }

  /**
   * The bytes of all parts but custom metadata, numbers still 0; owned by the one template of this
   * layout.
   */
  byte[] image() {
    return image;
  }

  /** Length of the image, where custom metadata starts. */
  int length() {
    return image.length;
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

  int rowCountAt() {
    return batchAt + BATCH_ROW_COUNT;
  }

  int nodeAt(final int node) {
    return nodesAt + node * MessageDescriptor.PAIR_SIZE;
  }

  int bufferAt(final int buffer) {
    return buffersAt + buffer * MessageDescriptor.PAIR_SIZE;
  }

  int variadicAt(final int index) {
    return variadicsAt + index * Long.BYTES;
  }

  int bodyLengthAt() {
    return messageAt + MESSAGE_BODY_LENGTH;
  }

  int dictionaryIdAt() {
    return dictionaryAt + DICTIONARY_ID;
  }

  int deltaAt() {
    return dictionaryAt + DICTIONARY_IS_DELTA;
  }

  /** Slot of custom metadata in the message's vtable. */
  int customSlotAt() {
    return messageVtableAt + VTABLE_HEADER + MessageDescriptor.CUSTOM_METADATA * Short.BYTES;
  }

  /** Value of that slot when there is custom metadata. */
  int customFieldOffset() {
    return MESSAGE_CUSTOM_METADATA;
  }

  /** The field that refers to custom metadata. */
  int customFieldAt() {
    return messageAt + MESSAGE_CUSTOM_METADATA;
  }

  /** The vtable of custom metadata's entries. */
  int entryVtableAt() {
    return entryVtableAt;
  }
}
