package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * One of several sources that together make up a table.
 *
 * @param functionName function of a function branch; empty for other branches
 * @param arguments constant arguments, a one-row stream
 * @param branchFilter SQL predicate true for all rows of the branch; may be null
 * @param writable whether inserts go here
 * @param sourceCatalog catalog of a table branch; may be null
 * @param sourceSchemaPath schema of a table branch; may be null
 * @param sourceTable table of a table branch; null for other branches
 * @param formatName format of a format branch; null for other branches
 * @param formatLocations files of a format branch; may be null
 * @param formatOptions reader options of a format branch, a one-row stream; may be null
 * @param schemaPath schema of the function; null for that of the table
 */
public record ScanBranch(
    String functionName,
    byte[] arguments,
    @Default @Nullable String branchFilter,
    boolean writable,
    @Default @Nullable String sourceCatalog,
    @Default @Nullable List<String> sourceSchemaPath,
    @Default @Nullable String sourceTable,
    @Default @Nullable String formatName,
    @Default @Nullable List<String> formatLocations,
    @Default @Nullable byte[] formatOptions,
    @Default @Nullable List<String> schemaPath) {}
