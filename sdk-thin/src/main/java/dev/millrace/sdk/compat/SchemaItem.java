package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.catalog.SchemaInfo;
import java.util.Map;

/** A schema of an attached catalog. */
record SchemaItem(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    byte[] attachOpaqueData,
    String name,
    @Nullable @SortedKeys Map<String, Long> estimatedObjectCount) {

  static SchemaItem of(final SchemaInfo info, final byte[] attachOpaqueData) {
    return new SchemaItem(
        info.comment(),
        info.tags(),
        attachOpaqueData,
        SchemaNames.name(info.path()),
        info.estimatedObjectCount());
  }
}
