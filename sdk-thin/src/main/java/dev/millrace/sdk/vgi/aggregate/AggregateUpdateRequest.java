package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Feeds rows into the states of their groups.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param inputBatch input rows, a stream of one batch
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateUpdateRequest(
    String functionName,
    byte[] executionId,
    byte[] inputBatch,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
