package dev.millrace.sdk.vgi.aggregate;

/**
 * The value of one row of a window partition.
 *
 * @param resultBatch one column of results, a stream of one batch
 */
public record AggregateWindowResponse(byte[] resultBatch) {}
