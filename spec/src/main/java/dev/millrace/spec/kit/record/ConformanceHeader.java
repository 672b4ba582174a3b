package dev.millrace.spec.kit.record;

/**
 * The header of the simple streams.
 *
 * @param totalExpected how many batches will come, 0 where the caller decides
 * @param description what the stream does
 */
public record ConformanceHeader(long totalExpected, String description) {}
