package dev.millrace.sdk.compat;

import dev.millrace.sdk.vgi.catalog.ScanFunctionResult;
import java.util.List;

/** The function call that reads or writes a table; it is looked up by its bare name. */
record ScanFunctionItem(String functionName, byte[] arguments, List<String> requiredExtensions) {

  static ScanFunctionItem of(final ScanFunctionResult result) {
    return new ScanFunctionItem(
        result.functionName(), result.arguments(), result.requiredExtensions());
  }
}
