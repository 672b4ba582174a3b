package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.Float32Builder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int32Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.ListLikeBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.FixedWidthColumn;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.codec.column.MapColumn;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.nio.ByteOrder;

/**
 * Lists of numbers or booleans in arrays of primitives; in one copy where item and element have one
 * layout.
 */
final class ArrayConverter extends Converter {
  private final ValueCodec<?> item;
  private final Class<?> element;
  private final Field itemField;

  ArrayConverter(final Field field, final ValueCodec<?> item, final Class<?> element) {
    super(field);
    this.item = item;
    this.element = element;
    this.itemField = field.children().getFirst();
  }

  @Override
  Object read(final Column column, final long row) {
    if (!(column instanceof ListLikeColumn lists) || column instanceof MapColumn) {
      throw unreadable(column);
    }
    final int count = Items.count(lists, row);
    final long start = lists.valueStart(row);
    final Column values = lists.values();
    final Object array = Array.newInstance(element, count);
    final ValueLayout layout = layout();
    if (layout != null
        && values instanceof FixedWidthColumn fixed
        && !values.hasValidity()
        && values.field().type().equals(itemField.type())
        && fixed.byteWidth() == layout.byteSize()) {
      MemorySegment.copy(
          fixed.data(), layout, fixed.dataOffset() + start * layout.byteSize(), array, 0, count);
      return array;
    }
    final Object[] items = Items.read(item, values, start, count);
    for (int i = 0; i < count; i++) {
      Array.set(array, i, items[i]);
    }
    return array;
  }

  private ValueLayout layout() {
    final ValueLayout layout;
    if (element == long.class) {
      layout = ValueLayout.JAVA_LONG_UNALIGNED;
    } else if (element == int.class) {
      layout = ValueLayout.JAVA_INT_UNALIGNED;
    } else if (element == double.class) {
      layout = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    } else if (element == float.class) {
      layout = ValueLayout.JAVA_FLOAT_UNALIGNED;
    } else {
      return null;
    }
    return layout.withOrder(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    final ListLikeBuilder lists = (ListLikeBuilder) builder;
    lists.startValue();
    switch (lists.values()) {
      case Int64Builder b when value instanceof long[] array -> b.append(array);
      case Int32Builder b when value instanceof int[] array -> b.append(array);
      case Float64Builder b when value instanceof double[] array -> b.append(array);
      case Float32Builder b when value instanceof float[] array -> b.append(array);
      case ColumnBuilder b -> {
        final int length = Array.getLength(value);
        for (int i = 0; i < length; i++) {
          item.writeObject(b, Array.get(value, i));
        }
      }
    }
    lists.endValue();
  }

  @Override
  Object parse(final String text) {
    if (!text.isEmpty()) {
      throw new IllegalArgumentException("the default of an array can only be empty");
    }
    return Array.newInstance(element, 0);
  }
}
