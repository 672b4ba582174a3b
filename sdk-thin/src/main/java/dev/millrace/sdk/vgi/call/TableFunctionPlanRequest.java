package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.OrderByDirection;
import dev.millrace.sdk.vgi.OrderByNullOrder;
import java.util.List;

/**
 * Asks a bound table function to divide its scan into splits.
 *
 * @param bindCall the whole bind request, a one-row stream
 * @param bindOpaqueData what the bind answered as opaque data; may be null
 * @param projectionIds positions in the bound columns to emit, in that order; null for all
 * @param pushdownFilters filters to apply, an encoded document; null when none
 * @param joinKeys key batches that filters refer to; null when none
 * @param rowLimit rows after which the caller stops reading; null without a limit
 * @param targetSplitBytes wanted size of a split; null for any
 * @param minSplits wanted number of splits; null for any
 * @param maxSplitsPerResponse page size; null for any
 * @param cursor page to answer; null for the first
 * @param refinedFilters narrower filters; null when none
 * @param filtersComplete whether no further filters will come
 * @param startPosition position after which to start; null for the beginning
 * @param endPosition last position; null for the end
 * @param orderByColumnName column of a Top-N hint; null without one
 * @param orderByDirection direction of a Top-N hint
 * @param orderByNullOrder place of NULLs in a Top-N hint
 * @param orderByLimit rows of a Top-N hint
 * @param tablesamplePercentage percentage of a TABLESAMPLE; null without one
 * @param tablesampleSeed seed of a TABLESAMPLE; null for any
 */
public record TableFunctionPlanRequest(
    byte[] bindCall,
    @Default @Nullable byte[] bindOpaqueData,
    @Default @Nullable List<Long> projectionIds,
    @Default @Nullable @Arrow("large_binary") byte[] pushdownFilters,
    @Default @Nullable List<@Arrow("large_binary") byte[]> joinKeys,
    @Default @Nullable Long rowLimit,
    @Default @Nullable Long targetSplitBytes,
    @Default @Nullable Long minSplits,
    @Default @Nullable Long maxSplitsPerResponse,
    @Default @Nullable byte[] cursor,
    @Default @Nullable @Arrow("large_binary") byte[] refinedFilters,
    @Default("true") boolean filtersComplete,
    @Default @Nullable byte[] startPosition,
    @Default @Nullable byte[] endPosition,
    @Default @Nullable String orderByColumnName,
    @Default @Nullable OrderByDirection orderByDirection,
    @Default @Nullable OrderByNullOrder orderByNullOrder,
    @Default @Nullable Long orderByLimit,
    @Default @Nullable Double tablesamplePercentage,
    @Default @Nullable Long tablesampleSeed) {}
