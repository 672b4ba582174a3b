package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.time.Instant;

/**
 * A published version of a catalog's data.
 *
 * @param version the version
 * @param releasedAt when it was published; may be null
 * @param summary one line about it
 * @param notesUrl where its notes are; may be null
 */
public record CatalogDataVersionRelease(
    String version,
    @Default @Nullable Instant releasedAt,
    @Default String summary,
    @Default @Nullable String notesUrl) {}
