package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Tells that the states of an execution are no longer needed.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param groupIdsBatch column {@code group_id}
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateDestructorRequest(
    String functionName,
    byte[] executionId,
    byte[] groupIdsBatch,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
