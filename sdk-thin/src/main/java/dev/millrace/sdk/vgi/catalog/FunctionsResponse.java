package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * Functions of a schema.
 *
 * @param items a one-row stream each
 */
public record FunctionsResponse(List<byte[]> items) {}
