package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Nullable;

/**
 * How many rows a bound table function expects to produce.
 *
 * @param estimate expected rows; null when unknown
 * @param max rows that are never exceeded; null when unknown
 */
public record TableCardinality(@Nullable Long estimate, @Nullable Long max) {}
