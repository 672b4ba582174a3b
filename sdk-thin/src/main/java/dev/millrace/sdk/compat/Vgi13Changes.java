package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.OnConflict;
import java.util.Map;

/** Methods of VGI 1.3.0 that change catalogs. Schemas go by their name. */
interface Vgi13Changes {

  void catalogCreate(byte[] request);

  void catalogDrop(String name);

  void catalogSchemaCreate(
      byte[] attachOpaqueData,
      String name,
      @Default("ERROR") OnConflict onConflict,
      @Default @Nullable String comment,
      @Default @Nullable @SortedKeys Map<String, String> tags,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogSchemaDrop(
      byte[] attachOpaqueData,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableCreate(byte[] request);

  void catalogTableDrop(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableCommentSet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable String comment,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableColumnCommentSet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String columnName,
      @Default @Nullable String comment,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableRename(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String newName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableColumnAdd(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      byte[] columnDefinition,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean ifColumnNotExists,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableColumnDrop(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean ifColumnExists,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableColumnRename(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String columnName,
      String newColumnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableColumnDefaultSet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String columnName,
      String expression,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableColumnDefaultDrop(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableColumnTypeChange(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      byte[] columnDefinition,
      @Default @Nullable String expression,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableNotNullDrop(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogTableNotNullSet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogViewCreate(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String definition,
      OnConflict onConflict,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogViewDrop(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogViewRename(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      String newName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogViewCommentSet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable String comment,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogMacroCreate(byte[] request);

  void catalogMacroDrop(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  void catalogIndexCreate(byte[] request);

  void catalogIndexDrop(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);
}
