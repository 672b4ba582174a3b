package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * Indexes of a schema.
 *
 * @param items a one-row stream each
 */
public record IndexesResponse(List<byte[]> items) {}
