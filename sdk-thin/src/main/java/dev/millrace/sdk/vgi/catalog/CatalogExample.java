package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * A query that shows how a function is used.
 *
 * @param sql the query
 * @param description what it does
 * @param expectedOutput what it prints; may be null
 */
public record CatalogExample(
    String sql, @Default String description, @Default @Nullable String expectedOutput) {}
