package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Asks for the value of one row of a window partition.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param partitionId the partition
 * @param rid row in the partition
 * @param frameStarts first rows of the frames
 * @param frameEnds rows after the frames
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateWindowRequest(
    String functionName,
    byte[] executionId,
    long partitionId,
    long rid,
    List<Long> frameStarts,
    List<Long> frameEnds,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
