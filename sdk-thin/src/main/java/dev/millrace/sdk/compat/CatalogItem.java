package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.catalog.CatalogDataVersionRelease;
import dev.millrace.sdk.vgi.catalog.CatalogInfo;
import java.time.Instant;
import java.util.List;

/** A catalog that can be attached. */
record CatalogItem(
    String name,
    @Nullable String implementationVersion,
    @Nullable String dataVersionSpec,
    List<byte[]> attachOptionSpecs,
    List<Release> releases,
    @Nullable String sourceUrl) {

  /** A version of its data. */
  record Release(
      String version,
      @Nullable(declared = false) Instant releasedAt,
      String summary,
      @Nullable String notesUrl) {

    static Release of(final CatalogDataVersionRelease release) {
      return new Release(
          release.version(), release.releasedAt(), release.summary(), release.notesUrl());
    }
  }

  static CatalogItem of(final CatalogInfo info) {
    return new CatalogItem(
        info.name(),
        info.implementationVersion(),
        info.dataVersionSpec(),
        info.attachOptionSpecs(),
        info.releases().stream().map(Release::of).toList(),
        info.sourceUrl());
  }
}
