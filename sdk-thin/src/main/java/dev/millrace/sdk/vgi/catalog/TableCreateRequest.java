package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.OnConflict;
import java.util.List;

/**
 * Asks to create a table.
 *
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param schemaPath schema, from the outermost in
 * @param name its name
 * @param columns its columns as schema bytes
 * @param onConflict what to do when the name is taken
 * @param notNullConstraints columns that are never NULL
 * @param uniqueConstraints column lists that are unique
 * @param checkConstraints SQL texts that hold for every row
 * @param primaryKeyConstraints column lists of the primary key
 * @param foreignKeyConstraints foreign keys, a one-row stream each
 * @param transactionOpaqueData the transaction; null outside of one
 */
public record TableCreateRequest(
    byte[] attachOpaqueData,
    List<String> schemaPath,
    String name,
    byte[] columns,
    OnConflict onConflict,
    @Default List<@Arrow("int32") Integer> notNullConstraints,
    @Default List<List<@Arrow("int32") Integer>> uniqueConstraints,
    @Default List<String> checkConstraints,
    @Default List<List<@Arrow("int32") Integer>> primaryKeyConstraints,
    @Default List<byte[]> foreignKeyConstraints,
    @Default @Nullable byte[] transactionOpaqueData) {}
