package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.SchemaObjectType;
import dev.millrace.sdk.vgi.catalog.CatalogVersionResponse;
import dev.millrace.sdk.vgi.catalog.CatalogsResponse;
import dev.millrace.sdk.vgi.catalog.CopyFromFormatsResponse;
import dev.millrace.sdk.vgi.catalog.FunctionsResponse;
import dev.millrace.sdk.vgi.catalog.IndexesResponse;
import dev.millrace.sdk.vgi.catalog.MacrosResponse;
import dev.millrace.sdk.vgi.catalog.SchemasResponse;
import dev.millrace.sdk.vgi.catalog.TablesResponse;
import dev.millrace.sdk.vgi.catalog.TransactionBeginResponse;
import dev.millrace.sdk.vgi.catalog.ViewsResponse;

/** Methods of VGI 1.3.0 that browse catalogs, as in 1.2.0. Schemas go by their name. */
interface Vgi13Catalog {

  @Nullable
  CatalogsResponse catalogCatalogs();

  void catalogDetach(byte[] attachOpaqueData);

  @Nullable
  CatalogVersionResponse catalogVersion(
      byte[] attachOpaqueData, @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  TransactionBeginResponse catalogTransactionBegin(byte[] attachOpaqueData);

  void catalogTransactionCommit(byte[] attachOpaqueData, byte[] transactionOpaqueData);

  void catalogTransactionRollback(byte[] attachOpaqueData, byte[] transactionOpaqueData);

  @Nullable
  SchemasResponse catalogSchemas(
      byte[] attachOpaqueData, @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  SchemasResponse catalogSchemaGet(
      byte[] attachOpaqueData, String name, @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  TablesResponse catalogSchemaContentsTables(
      byte[] attachOpaqueData, String name, @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  ViewsResponse catalogSchemaContentsViews(
      byte[] attachOpaqueData, String name, @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  FunctionsResponse catalogSchemaContentsFunctions(
      byte[] attachOpaqueData,
      String name,
      SchemaObjectType type,
      @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  CopyFromFormatsResponse catalogCopyFromFormats(
      byte[] attachOpaqueData, @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  TablesResponse catalogTableGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable String atUnit,
      @Default @Nullable String atValue,
      @Default @Nullable byte[] transactionOpaqueData);

  byte[] catalogTableScanFunctionGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable String atUnit,
      @Default @Nullable String atValue,
      @Default @Nullable byte[] transactionOpaqueData);

  byte[] catalogTableScanBranchesGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable String atUnit,
      @Default @Nullable String atValue,
      @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  byte[] catalogTableColumnStatisticsGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  byte[] catalogTableInsertFunctionGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable byte[] transactionOpaqueData,
      @Default @Nullable String writableBranchFunctionName);

  byte[] catalogTableUpdateFunctionGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  byte[] catalogTableDeleteFunctionGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  ViewsResponse catalogViewGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  MacrosResponse catalogMacroGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  MacrosResponse catalogSchemaContentsMacros(
      byte[] attachOpaqueData,
      String name,
      SchemaObjectType type,
      @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  IndexesResponse catalogIndexGet(
      byte[] attachOpaqueData,
      String schemaName,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  @Nullable
  IndexesResponse catalogSchemaContentsIndexes(
      byte[] attachOpaqueData, String name, @Default @Nullable byte[] transactionOpaqueData);
}
