package dev.millrace.sdk.vgi.aggregate;

/** Acknowledges a window partition. */
public record AggregateWindowInitResponse() {}
