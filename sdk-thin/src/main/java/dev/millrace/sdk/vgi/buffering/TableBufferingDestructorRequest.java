package dev.millrace.sdk.vgi.buffering;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Tells that the state of a buffered execution is no longer needed.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param transactionId the transaction; null outside of one
 * @param schemaPath schema, from the outermost in
 */
public record TableBufferingDestructorRequest(
    String functionName,
    byte[] executionId,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable byte[] transactionId,
    @Default @Nullable List<String> schemaPath) {}
