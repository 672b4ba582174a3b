package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.wire.schema.Schema;

/**
 * What a bind found.
 *
 * @param function the overload that was chosen
 * @param call its arguments
 * @param output the columns of the result, before projection
 */
record ResolvedCall(VgiFunction function, BoundCall call, Schema output) {
  String name() {
    return function.declaration().name();
  }
}
