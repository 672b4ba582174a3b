package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.OnConflict;

/**
 * Asks to create a catalog.
 *
 * @param name its name
 * @param onConflict what to do when the name is taken
 * @param options options, a one-row stream with a column each; null when none
 */
public record CatalogCreateRequest(
    String name, OnConflict onConflict, @Default @Nullable byte[] options) {}
