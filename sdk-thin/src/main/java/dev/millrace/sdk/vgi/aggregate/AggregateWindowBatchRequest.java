package dev.millrace.sdk.vgi.aggregate;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * Asks for the values of consecutive rows of a window partition.
 *
 * @param functionName name of the function
 * @param executionId the execution
 * @param partitionId the partition
 * @param rowIdx first row in the partition
 * @param count number of rows
 * @param framesPerRow how many frames each row has
 * @param frameStarts first rows of the frames
 * @param frameEnds rows after the frames
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 */
public record AggregateWindowBatchRequest(
    String functionName,
    byte[] executionId,
    long partitionId,
    long rowIdx,
    long count,
    List<Long> framesPerRow,
    List<Long> frameStarts,
    List<Long> frameEnds,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable List<String> schemaPath) {}
