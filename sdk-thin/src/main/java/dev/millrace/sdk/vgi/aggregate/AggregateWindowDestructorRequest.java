package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Tells that a window partition is no longer needed.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param partitionId the partition
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateWindowDestructorRequest(
    String functionName,
    byte[] executionId,
    long partitionId,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
