package dev.millrace.sdk.vgi.aggregate;

/** Acknowledges an update. */
public record AggregateUpdateResponse() {}
