package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A dictionary-encoded column: indices into a column of values that all batches share until the
 * sender replaces or extends it. {@link #isNull} is about the indices; {@link #isLogicalNull} also
 * looks at the value.
 */
public final class DictionaryColumn extends Column {
  private final int indexWidth;
  private final boolean signed;
  private final int slot;
  private final DictionaryValues dictionaries;
  private MemorySegment data = MemorySegment.NULL;
  private long dataOffset;
  private Column values;
  private Object lineage;

  DictionaryColumn(final LayoutNode node, final DictionaryValues dictionaries) {
    super(node.field(), node.index());
    this.indexWidth = node.byteWidth();
    this.signed = node.field().dictionary().indexType().signed();
    this.slot = node.dictionarySlot();
    this.dictionaries = dictionaries;
  }

  private DictionaryColumn(final DictionaryColumn source) {
    super(source.field, source.node);
    this.indexWidth = source.indexWidth;
    this.signed = source.signed;
    this.slot = source.slot;
    this.dictionaries = source.dictionaries;
    this.data = source.data;
    this.values = source.values;
    this.lineage = source.lineage;
  }

  /** Where a column of indices finds its values. */
  public interface DictionaryValues {
    /** No dictionaries, for layouts that use none. */
    DictionaryValues NONE =
        new DictionaryValues() {
          @Override
          public Column column(final int slot) {
            throw new IndexOutOfBoundsException(slot);
          }

          @Override
          public Object lineage(final int slot) {
            throw new IndexOutOfBoundsException(slot);
          }
        };

    /**
     * Finds the values of a dictionary.
     *
     * @param slot slot of the dictionary in its layout
     * @return its values; a column of length 0 when none arrived yet
     */
    Column column(int slot);

    /**
     * Gives a token for the history of a dictionary, as {@code DictionarySource.lineage} does.
     *
     * @param slot slot of the dictionary in its layout
     * @return an object compared by identity
     */
    Object lineage(int slot);
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.DICTIONARY);
    final int buffer = table.firstBuffer(node) + 1;
    data = table.segment(buffer);
    dataOffset = table.offset(buffer);
    values = dictionaries.column(slot);
    lineage = dictionaries.lineage(slot);
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final DictionaryColumn slice = new DictionaryColumn(this);
    slice.sliceFrom(this, offset, count);
    slice.dataOffset = dataOffset + offset * indexWidth;
    return slice;
  }

  /**
   * Gives a token for the history of the dictionary: while it is the same object, values were only
   * added at the end.
   *
   * @return an object compared by identity, null before the first batch
   */
  public Object lineage() {
    return lineage;
  }

  /**
   * Tells the field of the values: the field of this column, plain.
   *
   * @return a field without dictionary encoding
   */
  public Field valueField() {
    return values.field();
  }

  /**
   * Tells the dictionary.
   *
   * @return its values
   */
  public Column values() {
    return values;
  }

  /**
   * Reads an index.
   *
   * @param i row
   * @return row of {@link #values}; of no meaning where the slot is null
   * @throws MalformedException {@code DICT-3} if a slot that is not null points outside the
   *     dictionary
   */
  public long index(final long i) {
    final long index = rawIndex(i);
    if ((index < 0 || index >= values.length()) && !isNull(i)) {
      throw outside("DICT-3", "index " + index + " of " + values.length(), i);
    }
    return index;
  }

  private long rawIndex(final long i) {
    Objects.checkIndex(i, length);
    final long at = dataOffset + i * indexWidth;
    if (signed) {
      return switch (indexWidth) {
        case 1 -> OffHeap.cast(data).get(LittleEndian.BYTE, at);
        case 2 -> OffHeap.cast(data).get(LittleEndian.SHORT, at);
        case 4 -> OffHeap.cast(data).get(LittleEndian.INT, at);
        default -> OffHeap.cast(data).get(LittleEndian.LONG, at);
      };
    }
    return switch (indexWidth) {
      case 1 -> OffHeap.cast(data).get(LittleEndian.BYTE, at) & 0xFFL;
      case 2 -> OffHeap.cast(data).get(LittleEndian.SHORT, at) & 0xFFFFL;
      case 4 -> OffHeap.cast(data).get(LittleEndian.INT, at) & 0xFFFF_FFFFL;
      default -> OffHeap.cast(data).get(LittleEndian.LONG, at);
    };
  }

  @Override
  public boolean isLogicalNull(final long i) {
    return isNull(i) || values.isLogicalNull(index(i));
  }

  /**
   * Tells the width of an index.
   *
   * @return bytes: 1, 2, 4 or 8
   */
  public int indexWidth() {
    return indexWidth;
  }

  /**
   * Tells whether indices are of a signed type.
   *
   * @return true when signed
   */
  public boolean isIndexSigned() {
    return signed;
  }

  /**
   * Tells the memory of the indices.
   *
   * @return the segment they lie in
   */
  public MemorySegment data() {
    return data;
  }

  /**
   * Tells where the index of slot 0 lies.
   *
   * @return byte offset in {@link #data}
   */
  public long dataOffset() {
    return dataOffset;
  }
}
