package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * One page of the splits of a scan.
 *
 * @param splits the splits, a one-row stream each
 * @param nextCursors cursors of further pages; null when there are none
 * @param executionId execution of the splits; null when each begins its own
 * @param initOpaqueData what the first init answered as opaque data; may be null
 * @param maxWorkers most parallel streams; null for any
 * @param estimatedTotalSplits expected splits; null when unknown
 * @param estimatedTotalRows expected rows; null when unknown
 * @param estimatedTotalBytes expected bytes; null when unknown
 * @param catalogVersion version of the catalog it was planned on; null when unversioned
 * @param scope {@code catalog} or {@code transaction}
 * @param locations places that splits refer to; null when none
 * @param partitioning partition transforms; null when none
 * @param sortOrder sort fields; null when unsorted
 * @param cacheMaxAgeSeconds seconds the plan may be kept; null for as long as its scope
 * @param startPosition position after which to start; null for the beginning
 * @param endPosition last position; null for the end
 */
public record PlanResponse(
    @Default List<byte[]> splits,
    @Default @Nullable List<byte[]> nextCursors,
    @Default @Nullable byte[] executionId,
    @Default @Nullable byte[] initOpaqueData,
    @Default @Nullable Long maxWorkers,
    @Default @Nullable Long estimatedTotalSplits,
    @Default @Nullable Long estimatedTotalRows,
    @Default @Nullable Long estimatedTotalBytes,
    @Default @Nullable Long catalogVersion,
    @Default("catalog") String scope,
    @Default @Nullable List<String> locations,
    @Default @Nullable List<byte[]> partitioning,
    @Default @Nullable List<byte[]> sortOrder,
    @Default @Nullable Long cacheMaxAgeSeconds,
    @Default @Nullable byte[] startPosition,
    @Default @Nullable byte[] endPosition) {}
