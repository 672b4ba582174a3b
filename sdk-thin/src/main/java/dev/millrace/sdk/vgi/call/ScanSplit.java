package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * One independently scannable part of a table function's result.
 *
 * @param payload what the worker has to know; cleared before it leaves
 * @param token what the client sends back
 * @param estimatedRows expected rows; null when unknown
 * @param rowsExact whether that number is exact
 * @param estimatedBytes expected bytes; null when unknown
 * @param partitionBounds two rows of least and greatest partition values; null when unknown
 * @param columnStatistics statistics of the columns; null when unknown
 * @param locationIds positions in the locations of the plan; null for any
 * @param startPosition position after which to start; null for the beginning
 * @param endPosition last position; null for the end
 */
public record ScanSplit(
    @Default byte[] payload,
    @Default byte[] token,
    @Default @Nullable Long estimatedRows,
    @Default("false") boolean rowsExact,
    @Default @Nullable Long estimatedBytes,
    @Default @Nullable byte[] partitionBounds,
    @Default @Nullable byte[] columnStatistics,
    @Default @Nullable List<Long> locationIds,
    @Default @Nullable byte[] startPosition,
    @Default @Nullable byte[] endPosition) {}
