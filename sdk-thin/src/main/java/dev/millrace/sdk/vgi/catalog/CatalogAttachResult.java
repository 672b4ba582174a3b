package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import java.util.List;
import java.util.Map;

/**
 * What the engine has to know about a catalog it attached.
 *
 * @param attachOpaqueData comes back in every later call
 * @param supportsTransactions whether transactions are begun and ended
 * @param supportsTimeTravel whether AT clauses are understood
 * @param catalogVersionFrozen whether the version never changes
 * @param catalogVersion version of the catalog
 * @param attachOpaqueDataRequired whether later calls need the opaque data
 * @param defaultSchema schema searched first
 * @param settings settings it brings, a one-row stream each
 * @param secretTypes types of secrets it brings, a one-row stream each
 * @param attachCatalogs catalogs to attach along, a one-row stream each
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param supportsColumnStatistics whether statistics of columns can be asked
 * @param globalFunctions functions to publish globally, a one-row stream each
 * @param globalFunctionPrefix prefix of their global names
 * @param resolvedDataVersion concrete data version chosen; may be null
 * @param resolvedImplementationVersion concrete implementation version chosen; may be null
 * @param supportsCatalogContents whether the whole catalog can be asked at once
 */
public record CatalogAttachResult(
    byte[] attachOpaqueData,
    boolean supportsTransactions,
    boolean supportsTimeTravel,
    boolean catalogVersionFrozen,
    long catalogVersion,
    @Default("true") boolean attachOpaqueDataRequired,
    @Default("main") String defaultSchema,
    @Default List<byte[]> settings,
    @Default List<byte[]> secretTypes,
    @Default List<byte[]> attachCatalogs,
    @Default @Nullable String comment,
    @Default @SortedKeys Map<String, String> tags,
    @Default("false") boolean supportsColumnStatistics,
    @Default List<byte[]> globalFunctions,
    @Default String globalFunctionPrefix,
    @Nullable String resolvedDataVersion,
    @Nullable String resolvedImplementationVersion,
    @Default("false") boolean supportsCatalogContents) {}
