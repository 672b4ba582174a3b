package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.MacroType;
import dev.millrace.sdk.vgi.OnConflict;
import java.util.List;

/**
 * Asks to create a macro.
 *
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 * @param name its name
 * @param macroType kind of the macro
 * @param parameters its parameters, in order
 * @param definition its SQL text
 * @param onConflict what to do when the name is taken
 * @param parameterDefaultValues defaults, a one-row stream with a column each; null when none
 * @param argumentsSchema argument specification as schema bytes; may be null
 * @param transactionOpaqueData the transaction; null outside of one
 */
public record MacroCreateRequest(
    byte[] attachOpaqueData,
    List<String> schemaPath,
    String name,
    MacroType macroType,
    List<String> parameters,
    String definition,
    OnConflict onConflict,
    @Default @Nullable byte[] parameterDefaultValues,
    @Default @Nullable byte[] argumentsSchema,
    @Default @Nullable byte[] transactionOpaqueData) {}
