package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * Tables of a schema.
 *
 * @param items a one-row stream each
 */
public record TablesResponse(List<byte[]> items) {}
