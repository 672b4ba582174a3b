package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.IndexConstraintType;
import dev.millrace.sdk.vgi.OnConflict;
import java.util.List;
import java.util.Map;

/**
 * Asks to create an index.
 *
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 * @param name its name
 * @param tableName its table
 * @param indexType kind of index; empty for the default
 * @param constraintType what it enforces
 * @param expressions SQL texts of its keys
 * @param onConflict what to do when the name is taken
 * @param options further options
 * @param transactionOpaqueData the transaction; null outside of one
 */
public record IndexCreateRequest(
    byte[] attachOpaqueData,
    List<String> schemaPath,
    String name,
    String tableName,
    @Default String indexType,
    @Default("NONE") IndexConstraintType constraintType,
    @Default List<String> expressions,
    @Default("ERROR") OnConflict onConflict,
    @Default @SortedKeys Map<String, String> options,
    @Default @Nullable byte[] transactionOpaqueData) {}
