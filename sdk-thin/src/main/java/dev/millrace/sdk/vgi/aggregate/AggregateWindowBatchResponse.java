package dev.millrace.sdk.vgi.aggregate;

/**
 * The values of consecutive rows of a window partition.
 *
 * @param resultBatch one column of results, a stream of one batch
 */
public record AggregateWindowBatchResponse(byte[] resultBatch) {}
