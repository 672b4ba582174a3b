package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.IndexConstraintType;
import java.util.List;
import java.util.Map;

/**
 * An index of a table.
 *
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param name its name
 * @param schemaPath schema, from the outermost in
 * @param tableName its table
 * @param indexType kind of index; empty for the default
 * @param constraintType what it enforces
 * @param expressions SQL texts of its keys
 * @param options further options
 */
public record IndexInfo(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    List<String> schemaPath,
    String tableName,
    @Default String indexType,
    @Default("NONE") IndexConstraintType constraintType,
    @Default List<String> expressions,
    @Default @SortedKeys Map<String, String> options) {}
