package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
import java.util.List;
import java.util.Map;

/** What an attach answered before functions could be global. */
record AttachAnswer12(
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
    @Nullable String resolvedDataVersion,
    @Nullable String resolvedImplementationVersion) {

  static AttachAnswer12 of(final CatalogAttachResult result) {
    return new AttachAnswer12(
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
        result.resolvedDataVersion(),
        result.resolvedImplementationVersion());
  }
}
