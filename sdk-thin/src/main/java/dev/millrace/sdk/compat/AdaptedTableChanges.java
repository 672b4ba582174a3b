package dev.millrace.sdk.compat;

import dev.millrace.sdk.vgi.catalog.TableCreateRequest;

/** Passes changes of tables and their columns on to the internal model. */
interface AdaptedTableChanges extends Vgi13Changes, Adapted {

  @Override
  default void catalogTableCreate(final byte[] request) {
    current().catalogTableCreate(requests().read(TableCreateRequest.class, request));
  }

  @Override
  default void catalogTableDrop(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableDrop(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            ignoreNotFound,
            cascade,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableCommentSet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String comment,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableCommentSet(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            comment,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableColumnCommentSet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String columnName,
      final String comment,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableColumnCommentSet(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnName,
            comment,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableRename(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String newName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableRename(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            newName,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableColumnAdd(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] columnDefinition,
      final boolean ignoreNotFound,
      final boolean ifColumnNotExists,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableColumnAdd(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnDefinition,
            ignoreNotFound,
            ifColumnNotExists,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableColumnDrop(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final boolean ifColumnExists,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableColumnDrop(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnName,
            ignoreNotFound,
            ifColumnExists,
            cascade,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableColumnRename(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String columnName,
      final String newColumnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableColumnRename(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnName,
            newColumnName,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableColumnDefaultSet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String columnName,
      final String expression,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableColumnDefaultSet(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnName,
            expression,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableColumnDefaultDrop(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableColumnDefaultDrop(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnName,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableColumnTypeChange(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] columnDefinition,
      final String expression,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableColumnTypeChange(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnDefinition,
            expression,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableNotNullDrop(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableNotNullDrop(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnName,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogTableNotNullSet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogTableNotNullSet(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            columnName,
            ignoreNotFound,
            transactionOpaqueData);
  }
}
