package dev.millrace.sdk.compat;

import dev.millrace.sdk.vgi.OnConflict;
import dev.millrace.sdk.vgi.catalog.CatalogCreateRequest;
import dev.millrace.sdk.vgi.catalog.IndexCreateRequest;
import dev.millrace.sdk.vgi.catalog.MacroCreateRequest;
import java.util.Map;

/** Passes changes of catalogs, schemas, views, macros and indexes on to the internal model. */
interface AdaptedChanges extends Vgi13Changes, Adapted {

  @Override
  default void catalogCreate(final byte[] request) {
    current().catalogCreate(requests().read(CatalogCreateRequest.class, request));
  }

  @Override
  default void catalogDrop(final String name) {
    current().catalogDrop(name);
  }

  @Override
  default void catalogSchemaCreate(
      final byte[] attachOpaqueData,
      final String name,
      final OnConflict onConflict,
      final String comment,
      final Map<String, String> tags,
      final byte[] transactionOpaqueData) {
    current()
        .catalogSchemaCreate(
            attachOpaqueData,
            path(attachOpaqueData, name),
            onConflict,
            comment,
            tags,
            transactionOpaqueData);
  }

  @Override
  default void catalogSchemaDrop(
      final byte[] attachOpaqueData,
      final String name,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    current()
        .catalogSchemaDrop(
            attachOpaqueData,
            path(attachOpaqueData, name),
            ignoreNotFound,
            cascade,
            transactionOpaqueData);
  }

  @Override
  default void catalogViewCreate(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String definition,
      final OnConflict onConflict,
      final byte[] transactionOpaqueData) {
    current()
        .catalogViewCreate(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            definition,
            onConflict,
            transactionOpaqueData);
  }

  @Override
  default void catalogViewDrop(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    current()
        .catalogViewDrop(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            ignoreNotFound,
            cascade,
            transactionOpaqueData);
  }

  @Override
  default void catalogViewRename(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String newName,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogViewRename(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            newName,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogViewCommentSet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String comment,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogViewCommentSet(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            comment,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogMacroCreate(final byte[] request) {
    current().catalogMacroCreate(requests().read(MacroCreateRequest.class, request));
  }

  @Override
  default void catalogMacroDrop(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final boolean ignoreNotFound,
      final byte[] transactionOpaqueData) {
    current()
        .catalogMacroDrop(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            ignoreNotFound,
            transactionOpaqueData);
  }

  @Override
  default void catalogIndexCreate(final byte[] request) {
    current().catalogIndexCreate(requests().read(IndexCreateRequest.class, request));
  }

  @Override
  default void catalogIndexDrop(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final boolean ignoreNotFound,
      final boolean cascade,
      final byte[] transactionOpaqueData) {
    current()
        .catalogIndexDrop(
            attachOpaqueData,
            path(attachOpaqueData, schemaName),
            name,
            ignoreNotFound,
            cascade,
            transactionOpaqueData);
  }
}
