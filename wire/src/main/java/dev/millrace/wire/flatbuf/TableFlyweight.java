package dev.millrace.wire.flatbuf;

import dev.millrace.wire.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One table of a flatbuffer, read in place. Fields are numbered as the schema declares them; a
 * field that is absent, or that the writer did not know, has its default.
 *
 * <pre>
 *  table   +-----------------+        vtable  +-----------------------+
 *          | int32 to vtable |--------------->| uint16 vtable length  |
 *          +-----------------+                | uint16 table length   |
 *          |   fields ...    |&lt;-----+         | uint16 offset, field 0|  0 = absent
 *          +-----------------+       +--------| uint16 offset, field 1|
 *                                             +-----------------------+
 * </pre>
 *
 * <p>{@link #wrap} verifies the table and its vtable, each accessor the field it reads; there is no
 * unverified access. Reused without allocation; for one thread.
 */
public final class TableFlyweight {
  private static final int MIN_LENGTH = 4;

  private FlatbufferVerifier bytes;
  private long position;
  private long vtable;
  private int vtableLength;
  private int tableLength;

  /** Creates a flyweight over nothing. */
  public TableFlyweight() {}

  /**
   * Moves to a table.
   *
   * @param verifier the flatbuffer
   * @param tablePosition where the table is, inside of the flatbuffer
   * @return this
   * @throws MalformedException when the table or its vtable is not inside, or the budget of tables
   *     is used up
   */
  public TableFlyweight wrap(final FlatbufferVerifier verifier, final long tablePosition) {
    final MemorySegment s = verifier.segment();
    final long end = verifier.end();
    verifier.countTable(tablePosition);
    verifier.checkAligned(tablePosition, Integer.BYTES);
    if (end - tablePosition < MIN_LENGTH) {
      throw verifier.malformed("META-3", tablePosition, "table beyond the end");
    }
    final long v = tablePosition - s.get(FlatbufferVerifier.INT, tablePosition);
    if (v < verifier.start() || end - v < MIN_LENGTH) {
      throw verifier.malformed("META-3", tablePosition, "vtable outside");
    }
    verifier.checkAligned(v, Short.BYTES);
    final int vLength = Short.toUnsignedInt(s.get(FlatbufferVerifier.SHORT, v));
    if (vLength < MIN_LENGTH || (vLength & 1) != 0 || vLength > end - v) {
      throw verifier.malformed("META-3", v, "vtable of " + vLength + " bytes");
    }
    final int tLength = Short.toUnsignedInt(s.get(FlatbufferVerifier.SHORT, v + Short.BYTES));
    if (tLength < MIN_LENGTH || tLength > end - tablePosition) {
      throw verifier.malformed("META-3", v + Short.BYTES, "table of " + tLength + " bytes");
    }
    bytes = verifier;
    position = tablePosition;
    vtable = v;
    vtableLength = vLength;
    tableLength = tLength;
    return this;
  }

  /**
   * Tells where the table is.
   *
   * @return its position in the segment, for errors
   */
  public long position() {
    return position;
  }

  /**
   * Finds a field.
   *
   * @param field number of the field
   * @param size bytes of its value, which is also its alignment
   * @return position of the value, or 0 when the field is absent
   */
  public long field(final int field, final int size) {
    final int slot = MIN_LENGTH + (field << 1);
    if (slot >= vtableLength) {
      return 0;
    }
    final int offset =
        Short.toUnsignedInt(bytes.segment().get(FlatbufferVerifier.SHORT, vtable + slot));
    if (offset == 0) {
      return 0;
    }
    if (offset < MIN_LENGTH || offset > tableLength - size) {
      throw bytes.malformed("META-4", vtable + slot, "field at " + offset + " of " + tableLength);
    }
    bytes.checkAligned(position + offset, size);
    return position + offset;
  }

  /**
   * Follows a field that refers to a table, vector or string.
   *
   * @param field number of the field
   * @return position of what it refers to, to be verified by the next step; 0 when the field is
   *     absent
   */
  public long reference(final int field) {
    final long at = field(field, Integer.BYTES);
    return at == 0 ? 0 : bytes.follow(at);
  }

  /**
   * Reads an unsigned byte.
   *
   * @param field number of the field
   * @param otherwise its default
   * @return the value, 0 to 255
   */
  public int getByte(final int field, final int otherwise) {
    final long at = field(field, Byte.BYTES);
    return at == 0 ? otherwise : Byte.toUnsignedInt(bytes.segment().get(ValueLayout.JAVA_BYTE, at));
  }

  /**
   * Reads a boolean; any byte but 0 is true.
   *
   * @param field number of the field
   * @return the value, false by default
   */
  public boolean getBoolean(final int field) {
    return getByte(field, 0) != 0;
  }

  /**
   * Reads a signed 16-bit integer.
   *
   * @param field number of the field
   * @param otherwise its default
   * @return the value
   */
  public int getShort(final int field, final int otherwise) {
    final long at = field(field, Short.BYTES);
    return at == 0 ? otherwise : bytes.segment().get(FlatbufferVerifier.SHORT, at);
  }

  /**
   * Reads a signed 32-bit integer.
   *
   * @param field number of the field
   * @param otherwise its default
   * @return the value
   */
  public int getInt(final int field, final int otherwise) {
    final long at = field(field, Integer.BYTES);
    return at == 0 ? otherwise : bytes.segment().get(FlatbufferVerifier.INT, at);
  }

  /**
   * Reads a signed 64-bit integer.
   *
   * @param field number of the field
   * @param otherwise its default
   * @return the value
   */
  public long getLong(final int field, final long otherwise) {
    final long at = field(field, Long.BYTES);
    return at == 0 ? otherwise : bytes.segment().get(FlatbufferVerifier.LONG, at);
  }
}
