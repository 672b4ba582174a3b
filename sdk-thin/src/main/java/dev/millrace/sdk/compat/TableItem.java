package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.catalog.TableInfo;
import java.util.List;
import java.util.Map;

/** A table of a schema. What a write may answer is told by flags, not by modes. */
record TableItem(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    String schemaName,
    byte[] columns,
    List<@Arrow("int32") Integer> notNullConstraints,
    List<List<@Arrow("int32") Integer>> uniqueConstraints,
    List<String> checkConstraints,
    List<List<@Arrow("int32") Integer>> primaryKeyConstraints,
    List<byte[]> foreignKeyConstraints,
    boolean supportsInsert,
    boolean supportsUpdate,
    boolean supportsDelete,
    boolean supportsReturning,
    boolean supportsColumnStatistics,
    @Nullable(declared = false) byte[] scanFunction,
    @Nullable(declared = false) byte[] insertFunction,
    @Nullable(declared = false) byte[] updateFunction,
    @Nullable(declared = false) byte[] deleteFunction,
    @Nullable(declared = false) Long cardinalityEstimate,
    @Nullable(declared = false) Long cardinalityMax,
    @Nullable(declared = false) byte[] columnStatistics,
    @Nullable(declared = false) byte[] bindResult,
    List<List<String>> requiredFilters) {

  static TableItem of(final TableInfo info) {
    final Map<String, String> writes = info.writeResultModes();
    return new TableItem(
        info.comment(),
        info.tags(),
        info.name(),
        SchemaNames.name(info.schemaPath()),
        info.columns(),
        info.notNullConstraints(),
        info.uniqueConstraints(),
        info.checkConstraints(),
        info.primaryKeyConstraints(),
        Items.each(info.foreignKeyConstraints(), Items::foreignKey),
        writes.containsKey("insert"),
        writes.containsKey("update"),
        writes.containsKey("delete"),
        !writes.isEmpty() && writes.values().stream().noneMatch("count"::equals),
        info.supportsColumnStatistics(),
        Items.scanFunction(info.scanFunction()),
        Items.scanFunction(info.insertFunction()),
        Items.scanFunction(info.updateFunction()),
        Items.scanFunction(info.deleteFunction()),
        info.cardinalityEstimate(),
        info.cardinalityMax(),
        info.columnStatistics(),
        Items.bindResult(info.bindResult()),
        info.requiredFilters());
  }
}
