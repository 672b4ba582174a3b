package dev.millrace.sdk.vgi.catalog;

/**
 * The current version of a catalog.
 *
 * @param version the version
 */
public record CatalogVersionResponse(long version) {}
