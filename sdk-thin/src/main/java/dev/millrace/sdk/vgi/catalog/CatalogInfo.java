package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * A catalog that the worker serves, as offered before attaching.
 *
 * @param name its name
 * @param implementationVersion version of the implementation; null when unversioned
 * @param dataVersionSpec version of the data; null when unversioned
 * @param attachOptionSpecs options of ATTACH, a one-row stream each
 * @param releases published versions of the data
 * @param sourceUrl where the source lives; may be null
 */
public record CatalogInfo(
    String name,
    @Nullable String implementationVersion,
    @Nullable String dataVersionSpec,
    @Default List<byte[]> attachOptionSpecs,
    @Default List<CatalogDataVersionRelease> releases,
    @Default @Nullable String sourceUrl) {}
