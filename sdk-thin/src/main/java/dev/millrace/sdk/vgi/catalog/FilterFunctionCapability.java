package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Arrow;

/**
 * A function or algorithm that may appear in pushed filters.
 *
 * @param namespace who defines it
 * @param name its name
 * @param version its version
 */
public record FilterFunctionCapability(
    String namespace, String name, @Arrow("uint64") long version) {}
