package dev.millrace.codec.corpus;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.BoolColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DecimalColumn;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.FixedBinaryColumn;
import dev.millrace.codec.column.Float16Column;
import dev.millrace.codec.column.Float32Column;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int16Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.Int8Column;
import dev.millrace.codec.column.IntervalColumn;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.codec.column.MapColumn;
import dev.millrace.codec.column.NullColumn;
import dev.millrace.codec.column.RunEndColumn;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.codec.column.UnionColumn;
import dev.millrace.wire.schema.ArrowType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The values of columns as plain objects that compare by content: null, Boolean, Long (of uint64
 * the bits), Float, Double, BigDecimal, String (text, or bytes in hexadecimal after {@code 0x}),
 * lists for intervals, lists and structs, lists of key-value lists for maps, {@link Tagged} for
 * unions. Dictionaries and runs are looked through.
 */
public final class Values {
  private Values() {}

  /**
   * A value of a union.
   *
   * @param child position of the child that holds it
   * @param value the value
   */
  public record Tagged(int child, Object value) {}

  /** All columns of a batch. */
  public static List<List<Object>> of(final RecordBatch batch) {
    final List<List<Object>> columns = new ArrayList<>();
    for (int c = 0; c < batch.columnCount(); c++) {
      columns.add(of(batch.column(c)));
    }
    return columns;
  }

  /** All values of a column. */
  public static List<Object> of(final Column column) {
    return range(column, 0, column.length());
  }

  /** One value of a column. */
  public static Object of(final Column column, final long row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (column) {
      case NullColumn _ -> null;
      case BoolColumn c -> c.get(row);
      case Int8Column c -> unsigned(c) ? c.get(row) & 0xffL : (long) c.get(row);
      case Int16Column c -> unsigned(c) ? c.get(row) & 0xffffL : (long) c.get(row);
      case Int32Column c -> unsigned(c) ? c.get(row) & 0xffffffffL : (long) c.get(row);
      case Int64Column c -> c.get(row);
      case Float16Column c -> c.get(row);
      case Float32Column c -> c.get(row);
      case Float64Column c -> c.get(row);
      case DecimalColumn c -> c.get(row);
      case FixedBinaryColumn c -> hex(c.getBytes(row));
      case IntervalColumn c ->
          c.isMonthDayNano()
              ? List.of(c.getMonths(row), c.getDays(row), c.getNanos(row))
              : List.of(c.getDays(row), c.getMillis(row));
      case BinaryColumn c -> text(c) ? c.getText(row) : hex(c.getBytes(row));
      case MapColumn c -> range(c.entries(), c.valueStart(row), c.valueCount(row));
      case ListLikeColumn c -> range(c.values(), c.valueStart(row), c.valueCount(row));
      case StructColumn c -> {
        final List<Object> values = new ArrayList<>();
        for (int i = 0; i < c.childCount(); i++) {
          values.add(of(c.child(i), row));
        }
        yield values;
      }
      case UnionColumn c -> {
        final int child = c.childIndex(row);
        yield new Tagged(child, of(c.child(child), c.childRow(row)));
      }
      case DictionaryColumn c -> of(c.values(), c.index(row));
      case RunEndColumn c -> of(c.values(), c.runOf(row));
    };
  }

  /**
   * Finds the first place where values differ.
   *
   * @param expected values, lists of values, ...
   * @param actual the same
   * @return where and how they differ, or null when they are equal
   */
  public static String difference(final Object expected, final Object actual) {
    if (Objects.equals(expected, actual)) {
      return null;
    }
    if (expected instanceof List<?> e && actual instanceof List<?> a && e.size() == a.size()) {
      for (int i = 0; i < e.size(); i++) {
        final String inner = difference(e.get(i), a.get(i));
        if (inner != null) {
          return "[" + i + "]" + inner;
        }
      }
    }
    if (expected instanceof List<?> e && actual instanceof List<?> a) {
      return ": " + a.size() + " items instead of " + e.size();
    }
    return ": " + actual + " instead of " + expected;
  }

  private static List<Object> range(final Column column, final long from, final long count) {
    final List<Object> values = new ArrayList<>();
    for (long i = from; i < from + count; i++) {
      values.add(of(column, i));
    }
    return values;
  }

  static String hex(final byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  private static boolean unsigned(final Column column) {
    return column.field().type() instanceof ArrowType.Int(_, boolean signed) && !signed;
  }

  private static boolean text(final Column column) {
    return switch (column.field().type()) {
      case ArrowType.Utf8(), ArrowType.LargeUtf8(), ArrowType.Utf8View() -> true;
      default -> false;
    };
  }
}
