package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.value.ValueException;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import dev.millrace.wire.schema.TypeToken;
import java.util.ArrayList;
import java.util.List;

/**
 * What the columns of a request must be ([RPC-9]): the declared parameters, all of them, in their
 * order, of their types and nullability. Metadata of schema and fields does not matter.
 */
final class ParameterContract {
  private ParameterContract() {}

  /**
   * Compares schemas.
   *
   * @throws dev.millrace.dispatch.error.RpcException a type error that says what differs
   */
  static void check(final MethodModel method, final Schema got) {
    final Schema declared = method.parameterSchema();
    final List<String> unknown = new ArrayList<>();
    for (final Field field : got.fields()) {
      if (declared.indexOf(field.name()) < 0) {
        unknown.add(field.name());
      }
    }
    if (!unknown.isEmpty()) {
      throw fault(method, "unexpected parameters " + unknown);
    }
    final List<String> missing = new ArrayList<>();
    for (final Field field : declared.fields()) {
      if (got.indexOf(field.name()) < 0) {
        missing.add(field.name());
      }
    }
    if (!missing.isEmpty()) {
      throw fault(method, "missing parameters " + missing);
    }
    if (got.fields().size() != declared.fields().size()) {
      throw fault(
          method, got.fields().size() + " columns for " + declared.fields().size() + " parameters");
    }
    for (int i = 0; i < declared.fields().size(); i++) {
      check(method, i, declared.fields().get(i), got.fields().get(i));
    }
  }

  private static void check(
      final MethodModel method, final int index, final Field declared, final Field got) {
    if (!declared.name().equals(got.name())) {
      throw fault(
          method,
          "parameter " + index + " is '" + got.name() + "', expected '" + declared.name() + "'");
    }
    if (!SchemaCheck.equalTypes(declared, got)) {
      throw fault(
          method,
          "parameter '"
              + got.name()
              + "' is "
              + TypeToken.of(got)
              + ", expected "
              + TypeToken.of(declared));
    }
    if (declared.nullable() != got.nullable()) {
      throw fault(
          method,
          "parameter '"
              + got.name()
              + "' is declared "
              + (got.nullable() ? "nullable, expected non-null" : "non-null, expected nullable"));
    }
  }

  /**
   * Reads the arguments.
   *
   * @return arguments of the Java method; views in them live as long as the batch
   * @throws dev.millrace.dispatch.error.RpcException a type error that says which value is wrong
   */
  static Object[] read(
      final MethodModel method, final RecordBatch batch, final ServerCallContext context) {
    try {
      return method.readArguments(batch, context);
    } catch (ValueException e) {
      throw fault(method, e.getMessage());
    } catch (MalformedException e) {
      throw fault(method, "bytes inside a parameter: " + e.getMessage());
    }
  }

  private static RuntimeException fault(final MethodModel method, final String what) {
    return Refusals.typeError(method.name() + "(): " + what);
  }
}
