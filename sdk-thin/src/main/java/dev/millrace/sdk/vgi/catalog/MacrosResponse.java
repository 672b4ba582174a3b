package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * Macros of a schema.
 *
 * @param items a one-row stream each
 */
public record MacrosResponse(List<byte[]> items) {}
