package dev.millrace.sdk;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.sdk.function.ScalarKernel;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Turns functions of one row into evaluators of batches: NULL in, NULL out. */
@SuppressWarnings("overloads") // every caller passes a variable of the exact type
final class RowKernels {

  private RowKernels() {}

  /** Computes the value of one row into the builder. */
  @FunctionalInterface
  private interface Row {
    void append(long row);
  }

  private static void each(final RecordBatch rows, final ColumnBuilder out, final Row append) {
    final long count = rows.rowCount();
    long nulls = 0;
    for (int c = 0; c < rows.columnCount(); c++) {
      nulls += rows.column(c).nullCount();
    }
    if (nulls == 0) {
      for (long i = 0; i < count; i++) {
        append.append(i);
      }
      return;
    }
    for (long i = 0; i < count; i++) {
      if (anyNull(rows, i)) {
        out.appendNull();
      } else {
        append.append(i);
      }
    }
  }

  private static boolean anyNull(final RecordBatch rows, final long row) {
    for (int c = 0; c < rows.columnCount(); c++) {
      final Column column = rows.column(c);
      if (column.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  static ScalarKernel of(final LongUnaryOperator f) {
    return (rows, result) -> {
      final Int64Column a = (Int64Column) rows.column(0);
      final Int64Builder out = (Int64Builder) result;
      out.reserve(rows.rowCount());
      each(rows, out, i -> out.append(f.applyAsLong(a.get(i))));
    };
  }

  static ScalarKernel of(final LongBinaryOperator f) {
    return (rows, result) -> {
      final Int64Column a = (Int64Column) rows.column(0);
      final Int64Column b = (Int64Column) rows.column(1);
      final Int64Builder out = (Int64Builder) result;
      out.reserve(rows.rowCount());
      each(rows, out, i -> out.append(f.applyAsLong(a.get(i), b.get(i))));
    };
  }

  static ScalarKernel of(final DoubleUnaryOperator f) {
    return (rows, result) -> {
      final Float64Column a = (Float64Column) rows.column(0);
      final Float64Builder out = (Float64Builder) result;
      out.reserve(rows.rowCount());
      each(rows, out, i -> out.append(f.applyAsDouble(a.get(i))));
    };
  }

  static ScalarKernel of(final DoubleBinaryOperator f) {
    return (rows, result) -> {
      final Float64Column a = (Float64Column) rows.column(0);
      final Float64Column b = (Float64Column) rows.column(1);
      final Float64Builder out = (Float64Builder) result;
      out.reserve(rows.rowCount());
      each(rows, out, i -> out.append(f.applyAsDouble(a.get(i), b.get(i))));
    };
  }

  static ScalarKernel of(final UnaryOperator<String> f) {
    return (rows, result) -> {
      final VarBinaryColumn a = (VarBinaryColumn) rows.column(0);
      final VarBinaryBuilder out = (VarBinaryBuilder) result;
      each(rows, out, i -> append(out, f.apply(a.getText(i))));
    };
  }

  static ScalarKernel of(final BinaryOperator<String> f) {
    return (rows, result) -> {
      final VarBinaryColumn a = (VarBinaryColumn) rows.column(0);
      final VarBinaryColumn b = (VarBinaryColumn) rows.column(1);
      final VarBinaryBuilder out = (VarBinaryBuilder) result;
      each(rows, out, i -> append(out, f.apply(a.getText(i), b.getText(i))));
    };
  }

  static ScalarKernel of(final ToLongFunction<String> f) {
    return (rows, result) -> {
      final VarBinaryColumn a = (VarBinaryColumn) rows.column(0);
      final Int64Builder out = (Int64Builder) result;
      out.reserve(rows.rowCount());
      each(rows, out, i -> out.append(f.applyAsLong(a.getText(i))));
    };
  }

  private static void append(final VarBinaryBuilder out, final String value) {
    if (value == null) {
      out.appendNull();
    } else {
      out.append(value);
    }
  }
}
