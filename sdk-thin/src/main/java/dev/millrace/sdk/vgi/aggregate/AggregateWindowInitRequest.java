package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Hands the worker one partition of a window query.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param partitionId the partition
 * @param rowCount rows of the partition
 * @param partitionBatch rows of the partition, a stream of one batch
 * @param outputSchema columns of the result as schema bytes
 * @param filterMask one bit a row, least significant first: whether FILTER lets it through
 * @param frameStats four little-endian int64 about the frames
 * @param allValid one byte a column: whether it has no NULL
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateWindowInitRequest(
    String functionName,
    byte[] executionId,
    long partitionId,
    long rowCount,
    byte[] partitionBatch,
    byte[] outputSchema,
    byte[] filterMask,
    byte[] frameStats,
    byte[] allValid,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
