package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Asks the worker to resolve a call of an aggregate function.
 *
 * @param functionName name of the function
 * @param arguments constant arguments, a one-row stream
 * @param inputSchema columns of the input rows as schema bytes; null when there are none
 * @param settings session settings, a one-row stream with a column each; null when none
 * @param secrets resolved secrets, a one-row stream with a column each; null when none
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 * @param argumentNames names of the argument expressions at the call site; null when unknown
 */
public record AggregateBindRequest(
    String functionName,
    byte[] arguments,
    @Default @Nullable byte[] inputSchema,
    @Default @Nullable byte[] settings,
    @Default @Nullable byte[] secrets,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath,
    @Default @Nullable List<String> argumentNames) {}
