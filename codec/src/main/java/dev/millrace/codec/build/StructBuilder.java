package dev.millrace.codec.build;

import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;
import java.util.List;

/**
 * Builds a struct column: for each row one append to every child, then {@link #endValue}; or all
 * rows of the children first and {@link #setLength} once.
 */
public final class StructBuilder extends ColumnBuilder {
  private final Validity validity;

  StructBuilder(final Field field, final BuilderMemory memory, final List<ColumnBuilder> children) {
    super(field, memory, children);
    this.validity = new Validity(new BuilderBuffer(), memory);
  }

  /**
   * Counts the children.
   *
   * @return at least 0
   */
  public int childCount() {
    return children().size();
  }

  /**
   * Gives the builder of a child.
   *
   * @param index position of the child
   * @return the builder
   */
  public ColumnBuilder child(final int index) {
    return children().get(index);
  }

  /**
   * Gives the builder of a child after checking its class.
   *
   * @param <T> builder class
   * @param index position of the child
   * @param type builder class
   * @return the builder
   * @throws IllegalArgumentException when the child is of another type
   */
  public <T extends ColumnBuilder> T child(final int index, final Class<T> type) {
    return ColumnBuilders.cast(child(index), type);
  }

  /**
   * Ends a row whose children were appended.
   *
   * @throws IllegalStateException when a child has another number of values
   */
  public void endValue() {
    completeTo(length + 1);
  }

  /**
   * Declares rows whose children are all there.
   *
   * @param slots new length, at least the present one; the new rows are valid
   * @throws IllegalStateException when a child has another number of values
   */
  public void setLength(final long slots) {
    if (slots < length) {
      throw new IllegalArgumentException("length " + slots + " below " + length);
    }
    completeTo(slots);
  }

  void completeTo(final long slots) {
    requireChildren(slots);
    length = slots;
  }

  private void requireChildren(final long slots) {
    final List<ColumnBuilder> all = children();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).length != slots) {
        throw new IllegalStateException(
            "field "
                + name()
                + ": child "
                + all.get(i).name()
                + " has "
                + all.get(i).length
                + " values instead of "
                + slots);
      }
    }
  }

  @Override
  public long nullCount() {
    return validity.nulls();
  }

  @Override
  void putNulls(final long count) {
    final long slot = length;
    putEmpty(count);
    validity.appendNulls(slot, count);
  }

  @Override
  void putEmpty(final long count) {
    requireChildren(length);
    final List<ColumnBuilder> all = children();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).putEmpty(count);
    }
    length += count;
  }

  @Override
  void finish(final BufferList out) {
    requireChildren(length);
    out.node(length, validity.nulls());
    validity.finish(out, length);
    final List<ColumnBuilder> all = children();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).finish(out);
    }
  }

  @Override
  void clear() {
    length = 0;
    validity.reset();
  }

  @Override
  List<BuilderBuffer> buffers() {
    return List.of(validity.buffer);
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    requireChildren(length);
    final long slot = length;
    final List<ColumnBuilder> all = children();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).append(source.child(i), from, count);
    }
    length += count;
    validity.append(slot, source, from, count);
  }
}
