package dev.millrace.sdk.vgi.aggregate;

/**
 * The results of the groups that were asked for.
 *
 * @param resultBatch one column of results, a stream of one batch
 */
public record AggregateFinalizeResponse(byte[] resultBatch) {}
