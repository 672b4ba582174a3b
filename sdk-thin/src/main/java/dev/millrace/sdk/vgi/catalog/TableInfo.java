package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import java.util.List;
import java.util.Map;

/**
 * A table of a schema.
 *
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param name its name
 * @param schemaPath schema, from the outermost in
 * @param columns its columns as schema bytes
 * @param notNullConstraints columns that are never NULL
 * @param uniqueConstraints column lists that are unique
 * @param checkConstraints SQL texts that hold for every row
 * @param primaryKeyConstraints column lists of the primary key
 * @param foreignKeyConstraints foreign keys, a one-row stream each
 * @param writeResultModes what insert, update and delete answer; absent when not supported
 * @param supportsColumnStatistics whether statistics of columns can be asked
 * @param scanFunction how to read it, a one-row stream; may be null
 * @param insertFunction how to insert, a one-row stream; may be null
 * @param updateFunction how to update, a one-row stream; may be null
 * @param deleteFunction how to delete, a one-row stream; may be null
 * @param cardinalityEstimate expected rows; null when unknown
 * @param cardinalityMax rows that are never exceeded; null when unknown
 * @param columnStatistics statistics of its columns; null when unknown
 * @param bindResult answer of its bind, saving that call; may be null
 * @param requiredFilters groups of columns of which each needs a filter
 */
public record TableInfo(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    List<String> schemaPath,
    byte[] columns,
    List<@Arrow("int32") Integer> notNullConstraints,
    List<List<@Arrow("int32") Integer>> uniqueConstraints,
    List<String> checkConstraints,
    @Default List<List<@Arrow("int32") Integer>> primaryKeyConstraints,
    @Default List<byte[]> foreignKeyConstraints,
    @Default @SortedKeys Map<String, String> writeResultModes,
    @Default("false") boolean supportsColumnStatistics,
    @Default @Nullable byte[] scanFunction,
    @Default @Nullable byte[] insertFunction,
    @Default @Nullable byte[] updateFunction,
    @Default @Nullable byte[] deleteFunction,
    @Default @Nullable Long cardinalityEstimate,
    @Default @Nullable Long cardinalityMax,
    @Default @Nullable byte[] columnStatistics,
    @Default @Nullable byte[] bindResult,
    @Default List<List<String>> requiredFilters) {}
