package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.catalog.ViewInfo;
import java.util.Map;

/** A view of a schema. */
record ViewItem(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    String schemaName,
    String definition,
    @SortedKeys Map<String, String> columnComments) {

  static ViewItem of(final ViewInfo info) {
    return new ViewItem(
        info.comment(),
        info.tags(),
        info.name(),
        SchemaNames.name(info.schemaPath()),
        info.definition(),
        info.columnComments());
  }
}
