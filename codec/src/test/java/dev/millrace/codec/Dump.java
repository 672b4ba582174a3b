package dev.millrace.codec;

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
import java.util.HexFormat;

/** Prints every value of a batch through the accessors, as make_fixtures.py does for pyarrow. */
public final class Dump {
  private Dump() {}

  /** One line a value: batch number, column, row, value. */
  public static String of(final int number, final RecordBatch batch) {
    final StringBuilder out = new StringBuilder();
    out.append("batch ").append(number).append(" rows ").append(batch.rowCount()).append('\n');
    for (int c = 0; c < batch.columnCount(); c++) {
      final Column column = batch.column(c);
      for (long i = 0; i < batch.rowCount(); i++) {
        out.append(number).append(' ').append(column.field().name()).append(' ').append(i);
        out.append(' ');
        value(column, i, out);
        out.append('\n');
      }
    }
    return out.toString();
  }

  /** Appends one value. */
  public static void value(final Column column, final long i, final StringBuilder out) {
    if (column.isNull(i) || column instanceof UnionColumn && column.isLogicalNull(i)) {
      out.append("null");
      return;
    }
    final boolean signed = !(column.field().type() instanceof ArrowType.Int(_, boolean s)) || s;
    switch (column) {
      case NullColumn _ -> throw new AssertionError("a value in a null column");
      case BoolColumn c -> out.append(c.get(i));
      case Int8Column c -> out.append(signed ? c.get(i) : c.getUnsigned(i));
      case Int16Column c -> out.append(signed ? c.get(i) : c.getUnsigned(i));
      case Int32Column c -> out.append(signed ? c.get(i) : c.getUnsigned(i));
      case Int64Column c ->
          out.append(signed ? Long.toString(c.get(i)) : Long.toUnsignedString(c.get(i)));
      case Float16Column c -> out.append("h%04x".formatted(c.getBits(i)));
      case Float32Column c -> out.append("f%08x".formatted(Float.floatToRawIntBits(c.get(i))));
      case Float64Column c -> out.append("d%016x".formatted(Double.doubleToRawLongBits(c.get(i))));
      case DecimalColumn c -> out.append(c.getUnscaled(i)).append('/').append(c.type().scale());
      case IntervalColumn c ->
          out.append("%dm%dd%dn".formatted(c.getMonths(i), c.getDays(i), c.getNanos(i)));
      case FixedBinaryColumn c -> out.append('x').append(HexFormat.of().formatHex(c.getBytes(i)));
      case BinaryColumn c -> binary(c, i, out);
      case MapColumn c -> map(c, i, out);
      case ListLikeColumn c -> list(c, i, out);
      case StructColumn c -> struct(c, i, out);
      case UnionColumn c -> {
        out.append('<').append(c.typeId(i)).append('>');
        value(c.child(c.childIndex(i)), c.childRow(i), out);
      }
      case DictionaryColumn c -> value(c.values(), c.index(i), out);
      case RunEndColumn c -> value(c.values(), c.runOf(i), out);
    }
  }

  private static void binary(final BinaryColumn c, final long i, final StringBuilder out) {
    final ArrowType type = c.field().type();
    if (type instanceof ArrowType.Binary
        || type instanceof ArrowType.LargeBinary
        || type instanceof ArrowType.BinaryView) {
      out.append('x').append(HexFormat.of().formatHex(c.getBytes(i)));
      return;
    }
    out.append('"');
    for (final char ch : c.getText(i).toCharArray()) {
      if (ch < 0x20 || ch > 0x7E) {
        out.append("\\u%04x".formatted((int) ch));
      } else {
        out.append(ch);
      }
    }
    out.append('"');
  }

  private static void list(final ListLikeColumn c, final long i, final StringBuilder out) {
    out.append('[');
    for (long j = 0; j < c.valueCount(i); j++) {
      out.append(j == 0 ? "" : ", ");
      value(c.values(), c.valueStart(i) + j, out);
    }
    out.append(']');
  }

  private static void map(final MapColumn c, final long i, final StringBuilder out) {
    out.append('{');
    for (long j = 0; j < c.valueCount(i); j++) {
      out.append(j == 0 ? "" : ", ");
      value(c.keys(), c.valueStart(i) + j, out);
      out.append(" => ");
      value(c.items(), c.valueStart(i) + j, out);
    }
    out.append('}');
  }

  private static void struct(final StructColumn c, final long i, final StringBuilder out) {
    out.append('{');
    for (int j = 0; j < c.childCount(); j++) {
      out.append(j == 0 ? "" : ", ").append(c.child(j).field().name()).append(": ");
      value(c.child(j), i, out);
    }
    out.append('}');
  }
}
