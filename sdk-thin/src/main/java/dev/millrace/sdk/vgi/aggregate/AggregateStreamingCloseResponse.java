package dev.millrace.sdk.vgi.aggregate;

/** Acknowledges the end of a session. */
public record AggregateStreamingCloseResponse() {}
