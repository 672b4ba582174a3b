package dev.millrace.sdk.vgi.buffering;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Merges the buckets after all input was handed over.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param stateIds the buckets, repeats included
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param transactionId the transaction; null outside of one
 * @param schemaPath schema, from the outermost in
 */
public record TableBufferingCombineRequest(
    String functionName,
    byte[] executionId,
    List<byte[]> stateIds,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable byte[] transactionId,
    @Default @Nullable List<String> schemaPath) {}
