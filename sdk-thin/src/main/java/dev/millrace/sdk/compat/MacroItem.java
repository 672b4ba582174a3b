package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.MacroType;
import dev.millrace.sdk.vgi.catalog.MacroInfo;
import java.util.List;
import java.util.Map;

/** A macro of a schema. */
record MacroItem(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    String schemaName,
    MacroType macroType,
    List<String> parameters,
    @Nullable(declared = false) byte[] parameterDefaultValues,
    String definition,
    @Nullable(declared = false) byte[] argumentsSchema) {

  static MacroItem of(final MacroInfo info) {
    return new MacroItem(
        info.comment(),
        info.tags(),
        info.name(),
        SchemaNames.name(info.schemaPath()),
        info.macroType(),
        info.parameters(),
        info.parameterDefaultValues(),
        info.definition(),
        info.argumentsSchema());
  }
}
