package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
import java.util.List;
import java.util.Map;

/** What an attach answers. Catalogs of this line are read piece by piece, never at once. */
record AttachAnswer(
    byte[] attachOpaqueData,
    boolean supportsTransactions,
    boolean supportsTimeTravel,
    boolean catalogVersionFrozen,
    long catalogVersion,
    boolean attachOpaqueDataRequired,
    String defaultSchema,
    List<byte[]> settings,
    List<byte[]> secretTypes,
    List<byte[]> attachCatalogs,
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    boolean supportsColumnStatistics,
    List<byte[]> globalFunctions,
    String globalFunctionPrefix,
    @Nullable String resolvedDataVersion,
    @Nullable String resolvedImplementationVersion) {

  static AttachAnswer of(final CatalogAttachResult result) {
    return new AttachAnswer(
        result.attachOpaqueData(),
        result.supportsTransactions(),
        result.supportsTimeTravel(),
        result.catalogVersionFrozen(),
        result.catalogVersion(),
        result.attachOpaqueDataRequired(),
        result.defaultSchema(),
        result.settings(),
        result.secretTypes(),
        result.attachCatalogs(),
        result.comment(),
        result.tags(),
        result.supportsColumnStatistics(),
        Items.each(result.globalFunctions(), Items::function),
        result.globalFunctionPrefix(),
        result.resolvedDataVersion(),
        result.resolvedImplementationVersion());
  }
}
