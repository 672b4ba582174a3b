package dev.millrace.sdk;

import dev.millrace.sdk.function.BindCall;
import dev.millrace.sdk.function.Cardinality;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.Parameter;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.ScalarKernel;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.function.TableTransform;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Makes functions from lambdas.
 *
 * <p>The shortest form computes one row and takes its types from the lambda; write the types of its
 * parameters, {@code (long a, long b) -> a * b}, so that Java can tell the forms apart. NULL in is
 * NULL out, the lambda never sees one. The forms with a {@link Declaration} name parameters,
 * document them and work on whole columns.
 */
@SuppressWarnings("overloads") // lambdas with typed parameters, as documented, are never ambiguous
public final class Functions {

  private Functions() {}

  /** Prepares a scalar call on one connection, as {@link ScalarFunction#open} does. */
  @FunctionalInterface
  public interface ScalarOpener {
    /**
     * Prepares to evaluate rows.
     *
     * @param call constants and columns of the call
     * @return the evaluator
     * @throws Exception any failure; it ends the call with its message
     */
    ScalarKernel open(ScanCall call) throws Exception;
  }

  /** Opens a producer on one connection, as {@link TableFunction#open} does. */
  @FunctionalInterface
  public interface TableOpener {
    /**
     * Opens a producer.
     *
     * @param call arguments, projection and storage of the execution
     * @return the producer
     * @throws Exception any failure; it ends the execution
     */
    TableProducer open(ScanCall call) throws Exception;
  }

  /**
   * Makes an int64 function of one int64 column.
   *
   * @param name name of the function
   * @param row computes one value
   * @return the function
   */
  public static ScalarFunction scalar(final String name, final LongUnaryOperator row) {
    return scalar(unary(name, Types.INT64, Types.INT64), RowKernels.of(row));
  }

  /**
   * Makes an int64 function of two int64 columns.
   *
   * @param name name of the function
   * @param row computes one value
   * @return the function
   */
  public static ScalarFunction scalar(final String name, final LongBinaryOperator row) {
    return scalar(binary(name, Types.INT64, Types.INT64), RowKernels.of(row));
  }

  /**
   * Makes a float64 function of one float64 column.
   *
   * @param name name of the function
   * @param row computes one value
   * @return the function
   */
  public static ScalarFunction scalar(final String name, final DoubleUnaryOperator row) {
    return scalar(unary(name, Types.FLOAT64, Types.FLOAT64), RowKernels.of(row));
  }

  /**
   * Makes a float64 function of two float64 columns.
   *
   * @param name name of the function
   * @param row computes one value
   * @return the function
   */
  public static ScalarFunction scalar(final String name, final DoubleBinaryOperator row) {
    return scalar(binary(name, Types.FLOAT64, Types.FLOAT64), RowKernels.of(row));
  }

  /**
   * Makes a text function of one text column.
   *
   * @param name name of the function
   * @param row computes one value; a null result is NULL
   * @return the function
   */
  public static ScalarFunction scalar(final String name, final UnaryOperator<String> row) {
    return scalar(unary(name, Types.UTF8, Types.UTF8), RowKernels.of(row));
  }

  /**
   * Makes a text function of two text columns.
   *
   * @param name name of the function
   * @param row computes one value; a null result is NULL
   * @return the function
   */
  public static ScalarFunction scalar(final String name, final BinaryOperator<String> row) {
    return scalar(binary(name, Types.UTF8, Types.UTF8), RowKernels.of(row));
  }

  /**
   * Makes an int64 function of one text column.
   *
   * @param name name of the function
   * @param row computes one value
   * @return the function
   */
  public static ScalarFunction scalar(final String name, final ToLongFunction<String> row) {
    return scalar(unary(name, Types.UTF8, Types.INT64), RowKernels.of(row));
  }

  /**
   * Makes a scalar function that needs nothing but its columns.
   *
   * @param declaration its declaration, result included
   * @param kernel evaluates batches; used by several threads at once
   * @return the function
   */
  public static ScalarFunction scalar(final Declaration declaration, final ScalarKernel kernel) {
    return scalar(declaration, call -> kernel);
  }

  /**
   * Makes a scalar function that looks at its constants first.
   *
   * @param declaration its declaration, result included
   * @param opener prepares a call
   * @return the function
   */
  public static ScalarFunction scalar(final Declaration declaration, final ScalarOpener opener) {
    return new ScalarFunction() {
      @Override
      public Declaration declaration() {
        return declaration;
      }

      @Override
      public ScalarKernel open(final ScanCall call) throws Exception {
        return opener.open(call);
      }
    };
  }

  /**
   * Makes a table function of fixed columns.
   *
   * @param declaration its declaration
   * @param columns the columns of the table
   * @param opener opens a producer
   * @return the function
   */
  public static TableFunction table(
      final Declaration declaration, final Schema columns, final TableOpener opener) {
    return table(declaration, columns, Cardinality.UNKNOWN, opener);
  }

  /**
   * Makes a table function of fixed columns whose number of rows does not depend on arguments.
   *
   * @param declaration its declaration
   * @param columns the columns of the table
   * @param cardinality how many rows to expect
   * @param opener opens a producer
   * @return the function
   */
  public static TableFunction table(
      final Declaration declaration,
      final Schema columns,
      final Cardinality cardinality,
      final TableOpener opener) {
    return new TableFunction() {
      @Override
      public Declaration declaration() {
        return declaration;
      }

      @Override
      public Schema bind(final BindCall call) {
        return columns;
      }

      @Override
      public Cardinality cardinality(final BindCall call) {
        return cardinality;
      }

      @Override
      public TableProducer open(final ScanCall call) throws Exception {
        return opener.open(call);
      }
    };
  }

  /** Opens the transformation of one stream, as {@link TableInOutFunction#open} does. */
  @FunctionalInterface
  public interface TransformOpener {
    /**
     * Opens a transformation.
     *
     * @param call arguments, columns and projection of the call
     * @return the transformation
     * @throws Exception any failure; it ends the call
     */
    TableTransform open(ScanCall call) throws Exception;
  }

  /**
   * Makes a table-in-out function that has nothing to say after its input.
   *
   * @param declaration its declaration, with {@link Parameter#table} among the parameters
   * @param columns decides the columns of the result from those of the input
   * @param opener opens the transformation of one stream
   * @return the function
   */
  public static TableInOutFunction transform(
      final Declaration declaration,
      final UnaryOperator<Schema> columns,
      final TransformOpener opener) {
    return new TableInOutFunction() {
      @Override
      public Declaration declaration() {
        return declaration;
      }

      @Override
      public Schema bind(final BindCall call) {
        return columns.apply(call.input());
      }

      @Override
      public TableTransform open(final ScanCall call) throws Exception {
        return opener.open(call);
      }
    };
  }

  private static Declaration unary(final String name, final Field argument, final Field result) {
    return Declaration.of(name)
        .parameters(Parameter.column("value", argument))
        .returns(result)
        .build();
  }

  private static Declaration binary(final String name, final Field argument, final Field result) {
    return Declaration.of(name)
        .parameters(Parameter.column("left", argument), Parameter.column("right", argument))
        .returns(result)
        .build();
  }
}
