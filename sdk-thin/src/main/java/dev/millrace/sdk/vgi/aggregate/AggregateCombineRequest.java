package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Merges states of groups into other groups.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param mergeBatch columns {@code source_group_id} and {@code target_group_id}
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateCombineRequest(
    String functionName,
    byte[] executionId,
    byte[] mergeBatch,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
