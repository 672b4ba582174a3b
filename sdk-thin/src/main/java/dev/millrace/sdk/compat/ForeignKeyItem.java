package dev.millrace.sdk.compat;

import dev.millrace.sdk.vgi.catalog.ForeignKeyInfo;
import java.util.List;

/** A foreign key of a table. */
record ForeignKeyItem(
    List<String> fkColumns,
    List<String> pkColumns,
    String referencedTable,
    String referencedSchema) {

  static ForeignKeyItem of(final ForeignKeyInfo info) {
    return new ForeignKeyItem(
        info.fkColumns(),
        info.pkColumns(),
        info.referencedTable(),
        SchemaNames.name(info.referencedSchemaPath()));
  }
}
