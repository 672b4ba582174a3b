package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.InitPhase;
import dev.millrace.sdk.vgi.OrderByDirection;
import dev.millrace.sdk.vgi.OrderByNullOrder;
import java.util.List;

/**
 * Starts one stream of an execution; the first of an execution carries no execution id.
 *
 * @param bindCall the whole bind request, a one-row stream
 * @param outputSchema columns of the bind before projection, as schema bytes
 * @param bindOpaqueData what the bind answered as opaque data; may be null
 * @param projectionIds positions in the bound columns to emit, in that order; null for all
 * @param pushdownFilters filters to apply, an encoded document; null when none
 * @param joinKeys key batches that filters refer to; null when none
 * @param splitTokens splits to scan; null for an undivided scan
 * @param rowLimit rows after which the caller stops reading; null without a limit
 * @param phase which stream is opened; null for scalar functions and plain scans
 * @param finalizeStateId state a source stream reads; null otherwise
 * @param executionId the execution to join; null to begin one
 * @param initOpaqueData what the first init answered as opaque data; may be null
 * @param substreamId one of several parallel input streams; null otherwise
 * @param orderByColumnName column of a Top-N hint; null without one
 * @param orderByDirection direction of a Top-N hint
 * @param orderByNullOrder place of NULLs in a Top-N hint
 * @param orderByLimit rows of a Top-N hint
 * @param tablesamplePercentage percentage of a TABLESAMPLE; null without one
 * @param tablesampleSeed seed of a TABLESAMPLE; null for any
 */
public record InitRequest(
    byte[] bindCall,
    byte[] outputSchema,
    @Default @Nullable byte[] bindOpaqueData,
    @Default @Nullable List<Long> projectionIds,
    @Default @Nullable @Arrow("large_binary") byte[] pushdownFilters,
    @Default @Nullable List<@Arrow("large_binary") byte[]> joinKeys,
    @Default @Nullable List<@Arrow("large_binary") byte[]> splitTokens,
    @Default @Nullable Long rowLimit,
    @Default @Nullable InitPhase phase,
    @Default @Nullable byte[] finalizeStateId,
    @Default @Nullable byte[] executionId,
    @Default @Nullable byte[] initOpaqueData,
    @Default @Nullable byte[] substreamId,
    @Default @Nullable String orderByColumnName,
    @Default @Nullable OrderByDirection orderByDirection,
    @Default @Nullable OrderByNullOrder orderByNullOrder,
    @Default @Nullable Long orderByLimit,
    @Default @Nullable Double tablesamplePercentage,
    @Default @Nullable Long tablesampleSeed) {}
