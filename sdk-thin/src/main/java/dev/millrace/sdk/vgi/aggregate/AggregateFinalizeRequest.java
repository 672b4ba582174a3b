package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Asks for the results of some groups.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param groupIdsBatch column {@code group_id}
 * @param outputSchema columns of the result as schema bytes
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateFinalizeRequest(
    String functionName,
    byte[] executionId,
    byte[] groupIdsBatch,
    byte[] outputSchema,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
