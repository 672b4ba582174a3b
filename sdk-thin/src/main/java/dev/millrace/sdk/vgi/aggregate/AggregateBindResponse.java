package dev.millrace.sdk.vgi.aggregate;

/**
 * The result column of a bound aggregate and the execution its state belongs to.
 *
 * @param outputSchema columns of the result as schema bytes
 * @param executionId the execution
 */
public record AggregateBindResponse(byte[] outputSchema, byte[] executionId) {}
