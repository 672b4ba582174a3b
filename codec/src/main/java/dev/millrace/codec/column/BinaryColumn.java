package dev.millrace.codec.column;

import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A column of text or bytes of varying length. What a value's place is read from was written by the
 * sender, so the accessors below check it and throw {@link MalformedException} rather than read
 * outside the column's buffers. Of a null slot they tell what the bytes say, which has no meaning.
 */
public abstract sealed class BinaryColumn extends Column
    permits VarBinaryColumn, LargeVarBinaryColumn, ViewBinaryColumn {

  BinaryColumn(final LayoutNode node) {
    super(node.field(), node.index());
  }

  BinaryColumn(final Field field, final int node) {
    super(field, node);
  }

  /**
   * Tells in which memory a value lies.
   *
   * @param i row
   * @return the segment; the same for all rows except in a {@link ViewBinaryColumn}
   */
  public abstract MemorySegment valueSegment(long i);

  /**
   * Tells where a value lies.
   *
   * @param i row
   * @return byte offset in {@link #valueSegment}
   */
  public abstract long valueOffset(long i);

  /**
   * Tells how long a value is.
   *
   * @param i row
   * @return bytes
   */
  public abstract long valueLength(long i);

  /**
   * Copies a value.
   *
   * @param i row
   * @return a new array
   * @throws IllegalStateException if the value is longer than an array can be
   */
  public final byte[] getBytes(final long i) {
    final long size = valueLength(i);
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("a value of " + size + " bytes does not fit an array");
    }
    final byte[] value = new byte[(int) size];
    MemorySegment.copy(valueSegment(i), LittleEndian.BYTE, valueOffset(i), value, 0, value.length);
    return value;
  }

  /**
   * Reads a value as UTF-8.
   *
   * @param i row
   * @return the text; malformed bytes, possible in binary columns and in text that was not
   *     validated, read as replacement characters
   */
  public final String getText(final long i) {
    return new String(getBytes(i), StandardCharsets.UTF_8);
  }

  /**
   * Compares a value without copying it.
   *
   * @param i row
   * @param bytes what to compare with
   * @return true when equal
   */
  public final boolean valueEquals(final long i, final byte[] bytes) {
    if (valueLength(i) != bytes.length) {
      return false;
    }
    final long at = valueOffset(i);
    return MemorySegment.mismatch(
            valueSegment(i), at, at + bytes.length, MemorySegment.ofArray(bytes), 0, bytes.length)
        < 0;
  }

  /**
   * Makes a segment of a value. Allocates the segment object, copies no bytes.
   *
   * @param i row
   * @return the bytes, read-only, valid as long as the batch
   */
  public final MemorySegment getSegment(final long i) {
    return valueSegment(i).asSlice(valueOffset(i), valueLength(i)).asReadOnly();
  }
}
