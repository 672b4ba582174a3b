package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * A foreign key of a table.
 *
 * @param fkColumns referring columns
 * @param pkColumns referred columns
 * @param referencedTable table referred to
 * @param referencedSchemaPath its schema
 */
public record ForeignKeyInfo(
    List<String> fkColumns,
    List<String> pkColumns,
    String referencedTable,
    List<String> referencedSchemaPath) {}
