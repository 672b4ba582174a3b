package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Opens a session that computes running values over ordered input.
 *
 * @param functionName name of the function
 * @param arguments constant arguments, a one-row stream
 * @param inputSchema columns of the input rows as schema bytes; null when there are none
 * @param partitionKeyCount leading key columns
 * @param orderKeyCount order columns after them
 * @param outputSchema columns of the result as schema bytes
 * @param settings session settings, a one-row stream with a column each; null when none
 * @param secrets resolved secrets, a one-row stream with a column each; null when none
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateStreamingOpenRequest(
    String functionName,
    byte[] arguments,
    byte[] inputSchema,
    long partitionKeyCount,
    long orderKeyCount,
    byte[] outputSchema,
    @Default @Nullable byte[] settings,
    @Default @Nullable byte[] secrets,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
