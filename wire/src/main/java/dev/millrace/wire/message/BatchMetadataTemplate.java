package dev.millrace.wire.message;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The framed metadata of record or dictionary batches of one shape, laid out once and patched per
 * batch.
 *
 * <p>The shape is the number of field nodes, buffers and variadic counts and the compression; all
 * else is set before {@link #encode} and kept until set again. Setting and encoding allocate
 * nothing. For one thread.
 *
 * <p>Parts, front to back (offsets of a flatbuffer point forward, so what refers comes first):
 *
 * <pre>
 *  prefix | root offset | vtables | Message | [DictionaryBatch] | RecordBatch | [BodyCompression]
 *         | nodes | buffers | [variadic counts] | [custom metadata] | zero padding
 * </pre>
 */
public final class BatchMetadataTemplate {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] NOTHING = {};

  private final BatchLayout layout;
  private final int alignment;

  /** An array, not a heap segment: those slow down every access to segments of other kinds. */
  private final byte[] image;

  /** Custom metadata lies at the same place in every message, so its bytes are the same, too. */
  private final EncodedMetadata encoded = new EncodedMetadata();

  /** The whole message encoded last, when it was the second in a row with the same bytes. */
  private byte[] repeated = NOTHING;

  private Metadata lastCustom;
  private boolean changed = true;

  private BatchMetadataTemplate(final BatchLayout layout, final int alignment) {
    if (alignment != FrameDescriptor.ALIGNMENT && alignment != FrameDescriptor.BODY_ALIGNMENT) {
      throw new IllegalArgumentException("metadata alignment " + alignment);
    }
    this.layout = layout;
    this.alignment = alignment;
    this.image = layout.image();
  }

  /**
   * Makes a template for record batches.
   *
   * @param nodes number of field nodes
   * @param buffers number of buffers
   * @param variadics number of variadic counts, one for each binary or text view column
   * @param compression {@link RecordBatchFlyweight#NONE}, {@link RecordBatchFlyweight#LZ4_FRAME} or
   *     {@link RecordBatchFlyweight#ZSTD}
   * @param alignment multiple that the length of prefix and metadata is padded to: 8, or 64 for
   *     bodies that are to start aligned when the message does
   * @return the template, with all numbers 0
   */
  public static BatchMetadataTemplate recordBatch(
      final int nodes,
      final int buffers,
      final int variadics,
      final int compression,
      final int alignment) {
    return new BatchMetadataTemplate(
        new BatchLayout(false, nodes, buffers, variadics, compression), alignment);
  }

  /**
   * Makes a template for the batches of one dictionary.
   *
   * @param id id of the dictionary
   * @param nodes number of field nodes
   * @param buffers number of buffers
   * @param variadics number of variadic counts
   * @param compression as for {@link #recordBatch}
   * @param alignment as for {@link #recordBatch}
   * @return the template, with all other numbers 0 and no delta
   */
  public static BatchMetadataTemplate dictionaryBatch(
      final long id,
      final int nodes,
      final int buffers,
      final int variadics,
      final int compression,
      final int alignment) {
    final BatchMetadataTemplate template =
        new BatchMetadataTemplate(
            new BatchLayout(true, nodes, buffers, variadics, compression), alignment);
    LONG.set(template.image, template.layout.dictionaryIdAt(), id);
    return template;
  }

  /**
   * Sets the number of rows.
   *
   * @param rows rows of the batch
   */
  public void setRowCount(final long rows) {
    put(layout.rowCountAt(), rows);
  }

  /**
   * Sets a field node.
   *
   * @param node its index
   * @param length slots
   * @param nullCount null slots
   */
  public void setNode(final int node, final long length, final long nullCount) {
    final int at = layout.nodeAt(Objects.checkIndex(node, layout.nodes()));
    put(at, length);
    put(at + Long.BYTES, nullCount);
  }

  /**
   * Sets a buffer.
   *
   * @param buffer its index
   * @param offset bytes from the start of the body
   * @param length bytes without padding
   */
  public void setBuffer(final int buffer, final long offset, final long length) {
    final int at = layout.bufferAt(Objects.checkIndex(buffer, layout.buffers()));
    put(at, offset);
    put(at + Long.BYTES, length);
  }

  /**
   * Sets how many data buffers a view column has; they count among the buffers of the shape.
   *
   * @param index index among the view columns
   * @param count number of data buffers
   */
  public void setVariadic(final int index, final long count) {
    put(layout.variadicAt(Objects.checkIndex(index, layout.variadics())), count);
  }

  /**
   * Sets the length of the body.
   *
   * @param length bytes with padding
   */
  public void setBodyLength(final long length) {
    put(layout.bodyLengthAt(), length);
  }

  /**
   * Sets whether a dictionary batch is appended to the dictionary.
   *
   * @param delta true for a delta, false for a first or replacing dictionary
   * @throws IllegalStateException when the template is one of record batches
   */
  public void setDelta(final boolean delta) {
    if (!layout.dictionary()) {
      throw new IllegalStateException("record batches have no delta mark");
    }
    final byte mark = (byte) (delta ? 1 : 0);
    changed |= image[layout.deltaAt()] != mark;
    image[layout.deltaAt()] = mark;
  }

  private void put(final int at, final long value) {
    if ((long) LONG.get(image, at) != value) {
      LONG.set(image, at, value);
      changed = true;
    }
  }

  /**
   * Tells how many bytes {@link #encode} writes.
   *
   * @param custom the message's custom metadata
   * @return prefix, metadata and padding
   */
  public long maxLength(final Metadata custom) {
    return padded(encoded.length(custom));
  }

  private long padded(final long customLength) {
    final long length = FrameDescriptor.align(layout.length() + customLength, alignment);
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("metadata of " + length + " bytes");
    }
    return length;
  }

  /**
   * Writes prefix, metadata and padding of one message.
   *
   * @param memory off-heap memory to write to
   * @param offset where the message starts
   * @param custom the message's custom metadata, {@link Metadata#EMPTY} for none
   * @return bytes written, a multiple of the alignment; the body belongs right behind them
   * @throws IndexOutOfBoundsException when the memory is too short; it is unchanged then
   * @throws IllegalArgumentException when the memory is on the heap, or the metadata longer than 2
   *     GiB
   */
  public long encode(final MemorySegment memory, final long offset, final Metadata custom) {
    final MemorySegment destination = OffHeap.cast(OffHeap.require(memory));
    final boolean again = !changed && custom == lastCustom;
    if (again && repeated.length > 0) {
      MemorySegment.copy(repeated, 0, destination, ValueLayout.JAVA_BYTE, offset, repeated.length);
      return repeated.length;
    }
    final long customLength = encoded.length(custom);
    final long length = padded(customLength);
    Objects.checkFromIndexSize(offset, length, destination.byteSize());
    INT.set(
        image,
        FrameDescriptor.METADATA_LENGTH_OFFSET,
        (int) length - FrameDescriptor.PREFIX_LENGTH);
    // Custom metadata is the only optional part: its slot in the vtable says whether it is there.
    final boolean present = customLength > 0;
    SHORT.set(image, layout.customSlotAt(), (short) (present ? layout.customFieldOffset() : 0));
    final int field = layout.customFieldAt();
    INT.set(image, field, present ? layout.length() - field : 0);

    MemorySegment.copy(image, 0, destination, ValueLayout.JAVA_BYTE, offset, layout.length());
    if (present) {
      encoded.put(custom, destination, offset + layout.length(), offset + layout.entryVtableAt());
    }
    for (long at = layout.length() + customLength; at < length; at++) {
      destination.set(ValueLayout.JAVA_BYTE, offset + at, (byte) 0);
    }
    remember(again, custom, destination, offset, length);
    return length;
  }

  /** Calls and ticks repeat their messages to the last byte; one that comes once is not kept. */
  private void remember(
      final boolean again,
      final Metadata custom,
      final MemorySegment source,
      final long offset,
      final long length) {
    if (again && length <= EncodedMetadata.KEPT_LENGTH) {
      repeated = new byte[(int) length];
      MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, repeated, 0, repeated.length);
    } else {
      repeated = NOTHING;
      lastCustom = custom;
      changed = false;
    }
  }
}
