package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * A whole catalog in one answer.
 *
 * @param catalogVersion version of the contents
 * @param etag validator of the contents; may be null
 * @param notModified whether the caller's copy is current; then nothing else is sent
 * @param schemas stream of {@link SchemaInfo} rows; null when none
 * @param tables stream of {@link TableInfo} rows; null when none
 * @param views stream of {@link ViewInfo} rows; null when none
 * @param functions stream of {@link FunctionInfo} rows; null when none
 * @param macros stream of {@link MacroInfo} rows; null when none
 * @param indexes stream of {@link IndexInfo} rows; null when none
 */
public record CatalogContentsResponse(
    long catalogVersion,
    @Default @Nullable String etag,
    @Default("false") boolean notModified,
    @Default @Nullable byte[] schemas,
    @Default @Nullable byte[] tables,
    @Default @Nullable byte[] views,
    @Default @Nullable byte[] functions,
    @Default @Nullable byte[] macros,
    @Default @Nullable byte[] indexes) {}
