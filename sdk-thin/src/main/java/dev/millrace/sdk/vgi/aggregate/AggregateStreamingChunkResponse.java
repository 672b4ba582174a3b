package dev.millrace.sdk.vgi.aggregate;

/**
 * The running values of the rows that were fed.
 *
 * @param resultBatch one column of results, a stream of one batch
 */
public record AggregateStreamingChunkResponse(byte[] resultBatch) {}
