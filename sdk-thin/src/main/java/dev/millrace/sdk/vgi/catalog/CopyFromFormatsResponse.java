package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * The COPY formats of a catalog.
 *
 * @param items a one-row stream each
 */
public record CopyFromFormatsResponse(List<byte[]> items) {}
