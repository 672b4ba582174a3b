package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.MapBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.MapColumn;
import dev.millrace.wire.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps; of entries with one key the last counts. What is read has the order of the wire and can't
 * be modified.
 */
final class MapConverter extends Converter {
  private final ValueCodec<?> key;
  private final ValueCodec<?> value;
  private final boolean sorted;

  MapConverter(
      final Field field, final ValueCodec<?> key, final ValueCodec<?> value, final boolean sorted) {
    super(field);
    this.key = key;
    this.value = value;
    this.sorted = sorted;
  }

  @Override
  Object read(final Column column, final long row) {
    if (!(column instanceof MapColumn maps)) {
      throw unreadable(column);
    }
    final int count = Items.count(maps, row);
    if (count == 0) {
      return Map.of();
    }
    final long start = maps.valueStart(row);
    final Column entries = maps.values();
    final Object[] keys = Items.read(key, entries.child(0), start, count);
    final Object[] values = Items.read(value, entries.child(1), start, count);
    final Map<Object, Object> map = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      map.put(keys[i], values[i]);
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  void write(final ColumnBuilder builder, final Object map) {
    final MapBuilder maps = (MapBuilder) builder;
    maps.startValue();
    if (sorted) {
      for (final Map.Entry<?, ?> entry : inKeyOrder((Map<?, ?>) map)) {
        write(maps, entry);
      }
    } else {
      for (final Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
        write(maps, entry);
      }
    }
    maps.endValue();
  }

  private void write(final MapBuilder maps, final Map.Entry<?, ?> entry) {
    try {
      key.writeObject(maps.keys(), entry.getKey());
      value.writeObject(maps.items(), entry.getValue());
    } catch (final ValueException e) {
      throw e.within("[" + entry.getKey() + "]");
    }
  }

  private static List<Map.Entry<?, ?>> inKeyOrder(final Map<?, ?> map) {
    final List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    entries.sort(Comparator.comparing(Map.Entry::getKey, MapConverter::compareKeys));
    return entries;
  }

  /** Natural order, of text by code point, which is the order of its UTF-8 bytes. */
  @SuppressWarnings("unchecked")
  private static int compareKeys(final Object a, final Object b) {
    if (a instanceof String s && b instanceof String t) {
      return Arrays.compareUnsigned(
          s.getBytes(StandardCharsets.UTF_8), t.getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  @Override
  boolean borrows(final Set<Class<?>> seen) {
    return key.borrows(seen) || value.borrows(seen);
  }

  @Override
  Object parse(final String text) {
    if (!text.isEmpty()) {
      throw new IllegalArgumentException("the default of a map can only be empty");
    }
    return Map.of();
  }
}
