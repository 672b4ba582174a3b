package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.MacroType;
import java.util.List;
import java.util.Map;

/**
 * A macro of a schema.
 *
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param name its name
 * @param schemaPath schema, from the outermost in
 * @param macroType kind of the macro
 * @param parameters its parameters, in order
 * @param parameterDefaultValues defaults, a one-row stream with a column each; null when none
 * @param definition its SQL text
 * @param argumentsSchema argument specification as schema bytes; may be null
 */
public record MacroInfo(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    List<String> schemaPath,
    MacroType macroType,
    List<String> parameters,
    @Default @Nullable byte[] parameterDefaultValues,
    @Default String definition,
    @Default @Nullable byte[] argumentsSchema) {}
