package dev.millrace.sdk.client;

/**
 * What a scan brought.
 *
 * @param workers connections it was read over
 * @param rows rows of all batches
 * @param batches number of batches
 */
public record ScanSummary(int workers, long rows, long batches) {}
