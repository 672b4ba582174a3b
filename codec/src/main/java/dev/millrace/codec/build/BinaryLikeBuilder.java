package dev.millrace.codec.build;

import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * Builds a column of byte strings of any length: utf8 and binary in plain, large and view form.
 *
 * <p>Bytes appended to a utf8 column are taken as they are: the caller vouches that they are UTF-8
 * (strings are encoded here, unpaired surrogates as {@code ?}).
 */
public abstract sealed class BinaryLikeBuilder extends ColumnBuilder
    permits OffsetBinaryBuilder, ViewBinaryBuilder {
  final Validity validity;

  BinaryLikeBuilder(final Field field, final BuilderMemory memory) {
    super(field, memory, List.of());
    this.validity = new Validity(new BuilderBuffer(), memory);
  }

  /**
   * Appends text as UTF-8, without garbage.
   *
   * @param value the text
   */
  public abstract void append(String value);

  /**
   * Appends bytes from memory.
   *
   * @param source segment that holds them
   * @param offset byte offset of the first
   * @param bytes how many
   */
  public abstract void append(MemorySegment source, long offset, long bytes);

  /**
   * Appends part of an array.
   *
   * @param source array that holds the bytes
   * @param from position of the first
   * @param bytes how many
   */
  public abstract void append(byte[] source, int from, int bytes);

  /**
   * Appends an array.
   *
   * @param value the bytes
   */
  public final void append(final byte[] value) {
    append(value, 0, value.length);
  }

  /**
   * Appends bytes without copying them where the layout can refer to them: a huge value goes out
   * from where it lies. In plain and large form that works for the first value that has bytes;
   * where it can't be done, for a heap segment, and when more bytes are appended later, the bytes
   * are copied.
   *
   * @param source segment that holds the bytes; must stay valid and unchanged until the batch was
   *     sent
   * @param offset byte offset of the first
   * @param bytes how many
   */
  public abstract void adopt(MemorySegment source, long offset, long bytes);

  /**
   * Gives slots the validity bits of a bitmap, such as that of the column they were computed from;
   * slots after them become valid. The bytes of a slot that becomes null stay.
   *
   * @param from first slot
   * @param bits segment that holds the bitmap
   * @param offset byte offset of the bitmap in it
   * @param firstBit number of the first bit
   * @param count number of slots, all within the length
   */
  public final void setValidity(
      final long from,
      final MemorySegment bits,
      final long offset,
      final long firstBit,
      final long count) {
    Objects.checkFromIndexSize(from, count, length);
    if (!field().nullable() && Bits.countZeros(bits, offset, firstBit, count) > 0) {
      requireNullable();
    }
    validity.copy(from, bits, offset, firstBit, count);
  }

  @Override
  public final long nullCount() {
    return validity.nulls();
  }

  @Override
  final boolean isNullSlot(final long slot) {
    return validity.isNull(slot);
  }
}
