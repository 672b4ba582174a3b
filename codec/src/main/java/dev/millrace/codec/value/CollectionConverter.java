package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.ListLikeBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.codec.column.MapColumn;
import dev.millrace.wire.schema.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists of any layout in {@code List} and {@code Set}; what is read can't be modified. */
final class CollectionConverter extends Converter {
  private final ValueCodec<?> item;
  private final boolean set;

  CollectionConverter(final Field field, final ValueCodec<?> item, final boolean set) {
    super(field);
    this.item = item;
    this.set = set;
  }

  @Override
  Object read(final Column column, final long row) {
    if (!(column instanceof ListLikeColumn lists) || column instanceof MapColumn) {
      throw unreadable(column);
    }
    final int count = Items.count(lists, row);
    if (count == 0) {
      return empty();
    }
    final Object[] items = Items.read(item, lists.values(), lists.valueStart(row), count);
    return set
        ? Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(items)))
        : Collections.unmodifiableList(Arrays.asList(items));
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    final ListLikeBuilder lists = (ListLikeBuilder) builder;
    final ColumnBuilder items = lists.values();
    lists.startValue();
    int i = 0;
    try {
      for (final Object each : (Collection<?>) value) {
        item.writeObject(items, each);
        i++;
      }
    } catch (final ValueException e) {
      throw e.within("[" + i + "]");
    }
    lists.endValue();
  }

  @Override
  boolean borrows(final Set<Class<?>> seen) {
    return item.borrows(seen);
  }

  @Override
  Object parse(final String text) {
    if (!text.isEmpty()) {
      throw new IllegalArgumentException("the default of a collection can only be empty");
    }
    return empty();
  }

  private Object empty() {
    return set ? Set.of() : List.of();
  }
}
