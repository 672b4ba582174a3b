package dev.millrace.codec.build;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * Builds a dictionary-encoded column: indices, and a dictionary of values that stays from batch to
 * batch and grows (until {@link #clearDictionary}).
 *
 * <p>Values of fixed width or of bytes are looked up, so that an equal value gets the index it
 * already has. Values of other types are appended to {@link #values} and taken by {@link
 * #endValue}, or chosen by {@link #appendIndex}.
 */
public final class DictionaryBuilder extends ColumnBuilder {
  private final IntegerBuilder indices;
  private final DictionaryStore store;
  private final ColumnBuilder values;
  private final DictionaryRemap remap;
  private final long limit;

  DictionaryBuilder(
      final Field field,
      final BuilderMemory memory,
      final IntegerBuilder indices,
      final DictionaryStore store) {
    super(field, memory, List.of(indices));
    this.indices = indices;
    this.store = store;
    this.values = store.values;
    this.remap = new DictionaryRemap(store);
    final int bits = indices.width * Byte.SIZE - (field.dictionary().indexType().signed() ? 1 : 0);
    // slots are numbered by int in the memo; more than two billion distinct values is no dictionary
    this.limit = Math.min(bits >= 31 ? Integer.MAX_VALUE : 1L << bits, Integer.MAX_VALUE - 8);
    store.usedBy(this);
  }

  /**
   * Gives the builder of the dictionary's values, to fill a dictionary beforehand or to append a
   * value for {@link #endValue}. Only append to it.
   *
   * @return the builder
   */
  public ColumnBuilder values() {
    return values;
  }

  /**
   * Gives the builder of the dictionary's values after checking its class.
   *
   * @param <T> builder class
   * @param type builder class
   * @return the builder
   */
  public <T extends ColumnBuilder> T values(final Class<T> type) {
    return ColumnBuilders.cast(values, type);
  }

  /**
   * Appends a text.
   *
   * @param value the text
   * @throws IllegalArgumentException when the dictionary does not hold byte strings
   */
  public void append(final String value) {
    store.catchUp();
    values(BinaryLikeBuilder.class).append(value);
    endValue();
  }

  /**
   * Appends bytes.
   *
   * @param value the bytes
   * @throws IllegalArgumentException when the dictionary does not hold byte strings
   */
  public void append(final byte[] value) {
    store.catchUp();
    values(BinaryLikeBuilder.class).append(value);
    endValue();
  }

  /**
   * Appends bytes from memory.
   *
   * @param source segment that holds them
   * @param offset byte offset of the first
   * @param bytes how many
   * @throws IllegalArgumentException when the dictionary does not hold byte strings
   */
  public void append(final MemorySegment source, final long offset, final long bytes) {
    store.catchUp();
    values(BinaryLikeBuilder.class).append(source, offset, bytes);
    endValue();
  }

  /**
   * Appends an integer value (not an index).
   *
   * @param value the value
   * @throws IllegalArgumentException when the dictionary does not hold integers, or not of that
   *     size
   */
  public void append(final long value) {
    store.catchUp();
    values(IntegerBuilder.class).appendLong(value);
    endValue();
  }

  /**
   * Takes the value appended last to {@link #values} as the next one of this column.
   *
   * @throws IllegalStateException when there is no value, or more than the index type can number
   */
  public void endValue() {
    if (values.length == 0) {
      throw new IllegalStateException("field " + name() + ": no value was appended");
    }
    putIndex(store.internLast());
    length = indices.length;
  }

  /**
   * Appends an index into the dictionary.
   *
   * @param index number of a value already in the dictionary
   */
  public void appendIndex(final long index) {
    Objects.checkIndex(index, values.length);
    indices.putLong(index);
    length = indices.length;
  }

  /**
   * Begins a new dictionary: the next batch replaces the one sent.
   *
   * @throws IllegalStateException when this column, or another one with the same dictionary, is not
   *     empty
   */
  public void clearDictionary() {
    store.clear();
  }

  DictionaryStore store() {
    return store;
  }

  @Override
  public long nullCount() {
    return indices.nullCount();
  }

  @Override
  void putNulls(final long count) {
    indices.putNulls(count);
    length = indices.length;
  }

  @Override
  void putEmpty(final long count) {
    // index 0 of an empty dictionary would point nowhere
    if (values.length == 0) {
      indices.putNulls(count);
    } else {
      indices.putEmpty(count);
    }
    length = indices.length;
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    final DictionaryColumn column = (DictionaryColumn) source;
    remap.begin(column);
    indices.reserve(count);
    for (long i = from; i < from + count; i++) {
      final int index = column.isNull(i) ? DictionaryRemap.NULL : remap.index(column.index(i));
      if (index == DictionaryRemap.NULL) {
        indices.putNulls(1);
      } else {
        putIndex(index);
      }
    }
    length = indices.length;
  }

  private void putIndex(final long index) {
    if (index >= limit) {
      throw new IllegalStateException(
          "field "
              + name()
              + ": "
              + (index + 1)
              + " values are more than the index type can number; use a wider one");
    }
    indices.putLong(index);
  }

  @Override
  void finish(final BufferList out) {
    indices.finish(out);
  }

  @Override
  void clear() {
    length = 0;
  }

  @Override
  List<BuilderBuffer> buffers() {
    return List.of();
  }
}
