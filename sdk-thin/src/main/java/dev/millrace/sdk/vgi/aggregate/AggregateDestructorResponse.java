package dev.millrace.sdk.vgi.aggregate;

/** Acknowledges that states were dropped. */
public record AggregateDestructorResponse() {}
