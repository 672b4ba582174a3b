package dev.millrace.sdk.vgi.buffering;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Hands one batch of input to a buffered table function.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param inputBatch input rows, a stream of one batch
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param transactionId the transaction; null outside of one
 * @param batchIndex position of the batch in the input; null when unknown
 * @param schemaPath schema, from the outermost in
 */
public record TableBufferingProcessRequest(
    String functionName,
    byte[] executionId,
    byte[] inputBatch,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable byte[] transactionId,
    @Default @Nullable Long batchIndex,
    @Default @Nullable List<String> schemaPath) {}
