package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A view of one column, or child column, of a batch.
 *
 * <p><b>Lifetime.</b> The column of a received batch is bound to the next batch when that is
 * decoded: it is valid exactly as long as its batch. A {@linkplain #slice slice} is an object of
 * its own, but reads the same memory and so lives no longer. {@code RecordBatch.copy} detaches.
 *
 * <p><b>Errors.</b> A row number outside {@code [0, length())} is the caller's mistake and an
 * {@link IndexOutOfBoundsException}. Bytes of the batch that point outside its buffers are the
 * sender's and a {@link MalformedException}; after validation at the level that covers them (see
 * {@code Validation}) they can only appear when another process changes a shared segment under the
 * reader.
 *
 * <p><b>Threads.</b> Not safe while the batch is being replaced; otherwise reading from several
 * threads is as safe as the memory of the batch.
 */
public abstract sealed class Column
    permits NullColumn,
        BoolColumn,
        FixedWidthColumn,
        BinaryColumn,
        ListLikeColumn,
        StructColumn,
        UnionColumn,
        DictionaryColumn,
        RunEndColumn {

  final Field field;
  final int node;

  long length;
  long nullCount;
  MemorySegment validity = MemorySegment.NULL;
  long validityOffset;
  long validityBit;

  Column(final Field field, final int node) {
    this.field = field;
    this.node = node;
  }

  /** Binds to the batch in the table: own buffers, then children. Allocates nothing. */
  abstract void bind(BufferTable table);

  /** Makes an unbound view of the same class, for {@link #slice}. */
  abstract Column sliceOf(long offset, long count);

  final void bindNode(final BufferTable table, final PhysicalKind kind) {
    length = table.nodeLength(node);
    nullCount = table.nodeNullCount(node);
    validityBit = 0;
    if (kind.hasValidity()) {
      final int buffer = table.firstBuffer(node);
      validity = table.segment(buffer);
      validityOffset = table.offset(buffer);
    }
  }

  final void sliceFrom(final Column source, final long offset, final long count) {
    length = count;
    validity = source.validity;
    validityOffset = source.validityOffset;
    validityBit = source.validityBit + offset;
    nullCount =
        source.nullCount == 0
            ? 0
            : count - Bitmaps.countSet(validity, validityOffset, validityBit, count);
  }

  /**
   * Tells the field.
   *
   * @return the field; for a slice that of the column it was cut from
   */
  public final Field field() {
    return field;
  }

  /**
   * Tells the number of slots.
   *
   * @return rows, nulls included
   */
  public final long length() {
    return length;
  }

  /**
   * Tells how many slots the column's own validity bitmap marks null.
   *
   * @return null slots; 0 for unions and run-end encoding, which have no bitmap
   */
  public final long nullCount() {
    return nullCount;
  }

  /**
   * Tells whether a slot is null by the column's own validity bitmap. A union, a run-end encoded
   * column and a dictionary index may stand for a null that lies elsewhere: see {@link
   * #isLogicalNull}.
   *
   * @param i row
   * @return true when null
   */
  public final boolean isNull(final long i) {
    Objects.checkIndex(i, length);
    return nullCount != 0 && isNullUnchecked(i);
  }

  /**
   * Tells whether a slot holds a value.
   *
   * @param i row
   * @return the opposite of {@link #isNull}
   */
  public final boolean isValid(final long i) {
    return !isNull(i);
  }

  private boolean isNullUnchecked(final long i) {
    if (this instanceof NullColumn) {
      return true;
    }
    final long bit = validityBit + i;
    return (OffHeap.cast(validity).get(LittleEndian.BYTE, validityOffset + (bit >>> 3))
                >>> (bit & 7)
            & 1)
        == 0;
  }

  /**
   * Tells whether the value of a slot is null, looked up through dictionaries, runs and union
   * members.
   *
   * @param i row
   * @return true when null
   */
  public boolean isLogicalNull(final long i) {
    return isNull(i);
  }

  /**
   * Tells whether there is a bitmap to be consulted.
   *
   * @return true when {@link #nullCount} is not 0 and {@link #validity} is a bitmap; otherwise no
   *     slot is null, except that every slot of a {@link NullColumn} is
   */
  public final boolean hasValidity() {
    return nullCount != 0 && !(this instanceof NullColumn);
  }

  /**
   * Tells the memory of the validity bitmap: bit {@code validityBit() + i}, counted from the low
   * bit of the byte at {@link #validityOffset}, is set when slot {@code i} holds a value.
   * Meaningless unless {@link #hasValidity}.
   *
   * @return the segment it lies in
   */
  public final MemorySegment validity() {
    return validity;
  }

  /**
   * Tells where the validity bitmap begins.
   *
   * @return byte offset in {@link #validity}
   */
  public final long validityOffset() {
    return validityOffset;
  }

  /**
   * Tells the bit of slot 0.
   *
   * @return bits after {@link #validityOffset}; 0 unless this is a slice
   */
  public final long validityBit() {
    return validityBit;
  }

  /**
   * Tells the number of child columns.
   *
   * @return children of the physical layout; for a dictionary-encoded column 0
   */
  public int childCount() {
    return 0;
  }

  /**
   * Finds a child column.
   *
   * @param i child number
   * @return the child
   */
  public Column child(final int i) {
    throw new IndexOutOfBoundsException(i);
  }

  /**
   * Makes a view of some rows. Allocates the view, copies no values.
   *
   * @param offset first row
   * @param count number of rows
   * @return a view that lives as long as this column stays bound to its batch
   * @throws IndexOutOfBoundsException if the rows are not all in this column
   */
  public final Column slice(final long offset, final long count) {
    Objects.checkFromIndexSize(offset, count, length);
    return sliceOf(offset, count);
  }

  final MalformedException outside(final String clause, final String what, final long i) {
    return new MalformedException(
        clause, -1, "column '" + field.name() + "', row " + i + ": " + what);
  }
}
