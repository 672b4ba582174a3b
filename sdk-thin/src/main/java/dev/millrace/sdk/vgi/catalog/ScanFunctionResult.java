package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * The function call that reads or writes a table.
 *
 * @param functionName name of the function
 * @param arguments constant arguments, a one-row stream
 * @param requiredExtensions engine extensions the call needs
 * @param schemaPath schema of the function; null for that of the table
 */
public record ScanFunctionResult(
    String functionName,
    byte[] arguments,
    List<String> requiredExtensions,
    @Default @Nullable List<String> schemaPath) {}
