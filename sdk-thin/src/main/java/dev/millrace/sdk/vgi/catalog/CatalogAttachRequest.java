package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * Asks to use a catalog.
 *
 * @param name its name
 * @param options ATTACH options, a one-row stream with a column each; null when none
 * @param dataVersionSpec wanted version of the data; null for any
 * @param implementationVersion wanted version of the implementation; null for any
 * @param clientCapabilities a one-row stream of {@link ClientCapabilities}; null when unknown
 */
public record CatalogAttachRequest(
    String name,
    @Default @Nullable byte[] options,
    @Nullable String dataVersionSpec,
    @Nullable String implementationVersion,
    @Default @Nullable byte[] clientCapabilities) {}
