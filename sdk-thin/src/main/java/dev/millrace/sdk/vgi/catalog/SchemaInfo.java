package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import java.util.List;
import java.util.Map;

/**
 * A schema of a catalog.
 *
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param path the schema, from the outermost in
 * @param estimatedObjectCount objects by kind; 0 means none will be asked for; may be null
 */
public record SchemaInfo(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    List<String> path,
    @Default @Nullable @SortedKeys Map<String, Long> estimatedObjectCount) {}
