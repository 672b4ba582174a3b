package dev.millrace.sdk.vgi.aggregate;

/**
 * Names the session that was opened.
 *
 * @param executionId the execution
 */
public record AggregateStreamingOpenResponse(byte[] executionId) {}
