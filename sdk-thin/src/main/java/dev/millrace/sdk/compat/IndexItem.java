package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.IndexConstraintType;
import dev.millrace.sdk.vgi.catalog.IndexInfo;
import java.util.List;
import java.util.Map;

/** An index of a table. */
record IndexItem(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    String schemaName,
    String tableName,
    String indexType,
    IndexConstraintType constraintType,
    List<String> expressions,
    @SortedKeys Map<String, String> options) {

  static IndexItem of(final IndexInfo info) {
    return new IndexItem(
        info.comment(),
        info.tags(),
        info.name(),
        SchemaNames.name(info.schemaPath()),
        info.tableName(),
        info.indexType(),
        info.constraintType(),
        info.expressions(),
        info.options());
  }
}
