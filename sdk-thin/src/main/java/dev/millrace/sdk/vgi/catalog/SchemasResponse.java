package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * Schemas of a catalog.
 *
 * @param items a one-row stream each
 */
public record SchemasResponse(List<byte[]> items) {}
