package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import java.util.List;
import java.util.Map;

/**
 * A view of a schema.
 *
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param name its name
 * @param schemaPath schema, from the outermost in
 * @param definition its SQL text
 * @param columnComments comments by column
 */
public record ViewInfo(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    List<String> schemaPath,
    String definition,
    @Default @SortedKeys Map<String, String> columnComments) {}
