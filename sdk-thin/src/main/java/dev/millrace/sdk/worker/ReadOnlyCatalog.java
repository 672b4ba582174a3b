package dev.millrace.sdk.worker;

import dev.millrace.sdk.vgi.CatalogChanges;
import dev.millrace.sdk.vgi.OnConflict;
import dev.millrace.sdk.vgi.TableChanges;
import dev.millrace.sdk.vgi.catalog.CatalogCreateRequest;
import dev.millrace.sdk.vgi.catalog.IndexCreateRequest;
import dev.millrace.sdk.vgi.catalog.MacroCreateRequest;
import dev.millrace.sdk.vgi.catalog.TableCreateRequest;
import java.util.List;
import java.util.Map;

/** Refuses every change of a catalog. */
interface ReadOnlyCatalog extends CatalogChanges, TableChanges {

  @Override
  default void catalogCreate(final CatalogCreateRequest request) {
    throw VgiErrors.readOnly("create catalog");
  }

  @Override
  default void catalogDrop(final String name) {
    throw VgiErrors.readOnly("drop catalog");
  }

  @Override
  default void catalogSchemaCreate(
      final byte[] attachOpaqueData,
      final List<String> path,
      final OnConflict onConflict,
      final String comment,
      final Map<String, String> tags,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("create schema");
  }

  @Override
  default void catalogSchemaDrop(
      final byte[] attachOpaqueData,
      final List<String> path,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop schema");
  }

  @Override
  default void catalogTableCreate(final TableCreateRequest request) {
    throw VgiErrors.readOnly("create table");
  }

  @Override
  default void catalogTableDrop(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop table");
  }

  @Override
  default void catalogTableCommentSet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String comment,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("comment table");
  }

  @Override
  default void catalogTableColumnCommentSet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String columnName,
      final String comment,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("comment column");
  }

  @Override
  default void catalogTableRename(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String newName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("rename table");
  }

  @Override
  default void catalogTableColumnAdd(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] columnDefinition,
      final boolean ignoreNotFound,
      final boolean ifColumnNotExists,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("add column");
  }

  @Override
  default void catalogTableColumnDrop(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final boolean ifColumnExists,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop column");
  }

  @Override
  default void catalogTableColumnRename(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String columnName,
      final String newColumnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("rename column");
  }

  @Override
  default void catalogTableColumnDefaultSet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String columnName,
      final String expression,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("set default");
  }

  @Override
  default void catalogTableColumnDefaultDrop(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop default");
  }

  @Override
  default void catalogTableColumnTypeChange(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] columnDefinition,
      final String expression,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("change column type");
  }

  @Override
  default void catalogTableNotNullDrop(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop NOT NULL");
  }

  @Override
  default void catalogTableNotNullSet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String columnName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("set NOT NULL");
  }

  @Override
  default void catalogViewCreate(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String definition,
      final OnConflict onConflict,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("create view");
  }

  @Override
  default void catalogViewDrop(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop view");
  }

  @Override
  default void catalogViewRename(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String newName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("rename view");
  }

  @Override
  default void catalogViewCommentSet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String comment,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("comment view");
  }

  @Override
  default void catalogMacroCreate(final MacroCreateRequest request) {
    throw VgiErrors.readOnly("create macro");
  }

  @Override
  default void catalogMacroDrop(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop macro");
  }

  @Override
  default void catalogIndexCreate(final IndexCreateRequest request) {
    throw VgiErrors.readOnly("create index");
  }

  @Override
  default void catalogIndexDrop(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    throw VgiErrors.readOnly("drop index");
  }
}
