package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * Views of a schema.
 *
 * @param items a one-row stream each
 */
public record ViewsResponse(List<byte[]> items) {}
