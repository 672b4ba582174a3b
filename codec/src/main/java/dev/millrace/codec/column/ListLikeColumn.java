package dev.millrace.codec.column;

import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Field;

/**
 * A column whose slots are ranges of one child column. The ranges were written by the sender, so
 * the accessors check them against the length of the child and throw {@link MalformedException}.
 */
public abstract sealed class ListLikeColumn extends Column
    permits ListColumn,
        LargeListColumn,
        ListViewColumn,
        LargeListViewColumn,
        FixedSizeListColumn,
        MapColumn {
  final Column values;

  ListLikeColumn(final Field field, final int node, final Column values) {
    super(field, node);
    this.values = values;
  }

  /**
   * Tells the child column that holds the values of all lists.
   *
   * @return the values; not cut for a slice, except those of a {@link FixedSizeListColumn}
   */
  public final Column values() {
    return values;
  }

  /**
   * Tells where the values of a list begin.
   *
   * @param i row
   * @return row of its first value in {@link #values}
   */
  public abstract long valueStart(long i);

  /**
   * Tells how many values a list has. {@code valueStart(i) + valueCount(i)} is at most the length
   * of {@link #values}.
   *
   * @param i row
   * @return number of values
   */
  public abstract long valueCount(long i);

  @Override
  public final int childCount() {
    return 1;
  }

  @Override
  public final Column child(final int i) {
    if (i != 0) {
      throw new IndexOutOfBoundsException(i);
    }
    return values;
  }
}
