package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * The catalogs of a worker.
 *
 * @param items a one-row stream each
 */
public record CatalogsResponse(List<byte[]> items) {}
