package dev.millrace.sdk.vgi.aggregate;

/** Acknowledges a merge. */
public record AggregateCombineResponse() {}
