package dev.millrace.sdk.vgi.aggregate;

/** Acknowledges that a window partition was dropped. */
public record AggregateWindowDestructorResponse() {}
