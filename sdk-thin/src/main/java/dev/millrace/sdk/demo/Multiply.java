package dev.millrace.sdk.demo;

import static dev.millrace.sdk.function.Parameter.column;
import static dev.millrace.sdk.function.Parameter.constant;

import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.ScalarKernel;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.Types;

/** {@code multiply(value, factor)}: a column times a constant. */
final class Multiply implements ScalarFunction {

  @Override
  public Declaration declaration() {
    return Declaration.of("multiply")
        .description("Multiplies a column by a constant")
        .parameters(
            column("value", Types.INT64).doc("what to multiply"),
            constant("factor", Types.INT64).doc("what to multiply it by"))
        .returns(Types.INT64)
        .example("SELECT demo.multiply(21, 2)", "Twice twenty-one")
        .categories("numeric")
        .build();
  }

  @Override
  public ScalarKernel open(final ScanCall call) {
    final long factor = call.arguments().getLong("factor");
    return (rows, result) -> {
      final Int64Column value = (Int64Column) rows.column(0);
      final Int64Builder product = (Int64Builder) result;
      final long count = rows.rowCount();
      product.reserve(count);
      for (long i = 0; i < count; i++) {
        product.append(value.get(i) * factor);
      }
      if (value.hasValidity()) {
        product.setValidity(
            0, value.validity(), value.validityOffset(), value.validityBit(), count);
      }
    };
  }
}
