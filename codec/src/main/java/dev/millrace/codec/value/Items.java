package dev.millrace.codec.value;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.FixedBinaryColumn;
import dev.millrace.codec.column.FixedSizeListColumn;
import dev.millrace.codec.column.LargeListViewColumn;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.codec.column.ListViewColumn;
import dev.millrace.codec.column.NullColumn;
import dev.millrace.codec.column.RunEndColumn;
import dev.millrace.codec.column.StructColumn;

/**
 * Reads ranges of a child column, the content of a list or a map, after checking that there is no
 * trap in them.
 */
final class Items {
  /** Items that may be claimed without a byte behind each. */
  private static final int MAX_UNBACKED = 1 << 16;

  /** Items that all lists of a column may have together where ranges can overlap. */
  private static final long MAX_EXPANSION = 1L << 28;

  private Items() {}

  /**
   * Counts the items of a list and checks that reading them takes memory in proportion to the bytes
   * received.
   *
   * @return a size that an array can have
   */
  static int count(final ListLikeColumn lists, final long row) {
    final long count = lists.valueCount(row);
    if (count > Integer.MAX_VALUE - 8
        || count > MAX_UNBACKED && isUnbacked(lists.values())
        || canOverlap(lists) && count > MAX_EXPANSION / lists.length()) {
      throw new ValueException("a list of " + count + " items");
    }
    return (int) count;
  }

  private static boolean canOverlap(final ListLikeColumn lists) {
    return lists instanceof ListViewColumn || lists instanceof LargeListViewColumn;
  }

  /** Tells whether slots of a column can exist without bytes of their own. */
  private static boolean isUnbacked(final Column column) {
    return switch (column) {
      case NullColumn c -> true;
      case RunEndColumn c -> true;
      case FixedBinaryColumn c -> c.byteWidth() == 0;
      case FixedSizeListColumn c -> isUnbacked(c.values()) || c.listSize() == 0;
      case StructColumn c -> {
        for (int i = 0; i < c.childCount(); i++) {
          if (!isUnbacked(c.child(i))) {
            yield false;
          }
        }
        yield true;
      }
      default -> false;
    };
  }

  static Object[] read(
      final ValueCodec<?> codec, final Column values, final long start, final int count) {
    final Object[] items = new Object[count];
    int i = 0;
    try {
      for (; i < count; i++) {
        items[i] = codec.read(values, start + i);
      }
    } catch (final ValueException e) {
      throw e.within("[" + i + "]");
    }
    return items;
  }
}
