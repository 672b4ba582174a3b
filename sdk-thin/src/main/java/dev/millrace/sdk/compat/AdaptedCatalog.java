package dev.millrace.sdk.compat;

import dev.millrace.sdk.vgi.SchemaObjectType;
import dev.millrace.sdk.vgi.catalog.CatalogAttachRequest;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
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

/** Browses the catalogs of the internal model. */
interface AdaptedCatalog extends Vgi13Catalog, Adapted {

  @Override
  default CatalogsResponse catalogCatalogs() {
    return new CatalogsResponse(Items.each(current().catalogCatalogs().items(), Items::catalog));
  }

  /** Attaches a catalog; what of it is told, each version says. */
  default CatalogAttachResult attach(final byte[] request) {
    return current().catalogAttach(requests().read(CatalogAttachRequest.class, request));
  }

  @Override
  default void catalogDetach(final byte[] attachOpaqueData) {
    current().catalogDetach(attachOpaqueData);
  }

  @Override
  default CatalogVersionResponse catalogVersion(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    return current().catalogVersion(attachOpaqueData, transactionOpaqueData);
  }

  @Override
  default TransactionBeginResponse catalogTransactionBegin(final byte[] attachOpaqueData) {
    return current().catalogTransactionBegin(attachOpaqueData);
  }

  @Override
  default void catalogTransactionCommit(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    current().catalogTransactionCommit(attachOpaqueData, transactionOpaqueData);
  }

  @Override
  default void catalogTransactionRollback(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    current().catalogTransactionRollback(attachOpaqueData, transactionOpaqueData);
  }

  @Override
  default SchemasResponse catalogSchemas(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    return new SchemasResponse(
        Items.each(
            current().catalogSchemas(attachOpaqueData, transactionOpaqueData).items(),
            s -> Items.schema(s, attachOpaqueData)));
  }

  @Override
  default SchemasResponse catalogSchemaGet(
      final byte[] attachOpaqueData, final String name, final byte[] transactionOpaqueData) {
    return new SchemasResponse(
        Items.each(
            current()
                .catalogSchemaGet(
                    attachOpaqueData, path(attachOpaqueData, name), transactionOpaqueData)
                .items(),
            s -> Items.schema(s, attachOpaqueData)));
  }

  @Override
  default TablesResponse catalogSchemaContentsTables(
      final byte[] attachOpaqueData, final String name, final byte[] transactionOpaqueData) {
    return new TablesResponse(
        Items.each(
            current()
                .catalogSchemaContentsTables(
                    attachOpaqueData, path(attachOpaqueData, name), transactionOpaqueData)
                .items(),
            Items::table));
  }

  @Override
  default ViewsResponse catalogSchemaContentsViews(
      final byte[] attachOpaqueData, final String name, final byte[] transactionOpaqueData) {
    return new ViewsResponse(
        Items.each(
            current()
                .catalogSchemaContentsViews(
                    attachOpaqueData, path(attachOpaqueData, name), transactionOpaqueData)
                .items(),
            Items::view));
  }

  @Override
  default FunctionsResponse catalogSchemaContentsFunctions(
      final byte[] attachOpaqueData,
      final String name,
      final SchemaObjectType type,
      final byte[] transactionOpaqueData) {
    return new FunctionsResponse(
        Items.each(
            current()
                .catalogSchemaContentsFunctions(
                    attachOpaqueData, path(attachOpaqueData, name), type, transactionOpaqueData)
                .items(),
            Items::function));
  }

  @Override
  default CopyFromFormatsResponse catalogCopyFromFormats(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    return current().catalogCopyFromFormats(attachOpaqueData, transactionOpaqueData);
  }

  @Override
  default TablesResponse catalogTableGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String atUnit,
      final String atValue,
      final byte[] transactionOpaqueData) {
    return new TablesResponse(
        Items.each(
            current()
                .catalogTableGet(
                    attachOpaqueData,
                    path(attachOpaqueData, schemaName),
                    name,
                    atUnit,
                    atValue,
                    transactionOpaqueData)
                .items(),
            Items::table));
  }

  @Override
  default byte[] catalogTableScanFunctionGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String atUnit,
      final String atValue,
      final byte[] transactionOpaqueData) {
    return Items.scanFunction(
        current()
            .catalogTableScanFunctionGet(
                attachOpaqueData,
                path(attachOpaqueData, schemaName),
                name,
                atUnit,
                atValue,
                transactionOpaqueData));
  }

  @Override
  default byte[] catalogTableScanBranchesGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final String atUnit,
      final String atValue,
      final byte[] transactionOpaqueData) {
    return Items.scanBranches(
        current()
            .catalogTableScanBranchesGet(
                attachOpaqueData,
                path(attachOpaqueData, schemaName),
                name,
                atUnit,
                atValue,
                transactionOpaqueData));
  }

  @Override
  default byte[] catalogTableColumnStatisticsGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] transactionOpaqueData) {
    return current()
        .catalogTableColumnStatisticsGet(
            attachOpaqueData, path(attachOpaqueData, schemaName), name, transactionOpaqueData);
  }

  @Override
  default byte[] catalogTableInsertFunctionGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] transactionOpaqueData,
      final String writableBranchFunctionName) {
    return Items.scanFunction(
        current()
            .catalogTableInsertFunctionGet(
                attachOpaqueData,
                path(attachOpaqueData, schemaName),
                name,
                transactionOpaqueData,
                writableBranchFunctionName));
  }

  @Override
  default byte[] catalogTableUpdateFunctionGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] transactionOpaqueData) {
    return Items.scanFunction(
        current()
            .catalogTableUpdateFunctionGet(
                attachOpaqueData, path(attachOpaqueData, schemaName), name, transactionOpaqueData));
  }

  @Override
  default byte[] catalogTableDeleteFunctionGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] transactionOpaqueData) {
    return Items.scanFunction(
        current()
            .catalogTableDeleteFunctionGet(
                attachOpaqueData, path(attachOpaqueData, schemaName), name, transactionOpaqueData));
  }

  @Override
  default ViewsResponse catalogViewGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] transactionOpaqueData) {
    return new ViewsResponse(
        Items.each(
            current()
                .catalogViewGet(
                    attachOpaqueData,
                    path(attachOpaqueData, schemaName),
                    name,
                    transactionOpaqueData)
                .items(),
            Items::view));
  }

  @Override
  default MacrosResponse catalogMacroGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] transactionOpaqueData) {
    return new MacrosResponse(
        Items.each(
            current()
                .catalogMacroGet(
                    attachOpaqueData,
                    path(attachOpaqueData, schemaName),
                    name,
                    transactionOpaqueData)
                .items(),
            Items::macro));
  }

  @Override
  default MacrosResponse catalogSchemaContentsMacros(
      final byte[] attachOpaqueData,
      final String name,
      final SchemaObjectType type,
      final byte[] transactionOpaqueData) {
    return new MacrosResponse(
        Items.each(
            current()
                .catalogSchemaContentsMacros(
                    attachOpaqueData, path(attachOpaqueData, name), type, transactionOpaqueData)
                .items(),
            Items::macro));
  }

  @Override
  default IndexesResponse catalogIndexGet(
      final byte[] attachOpaqueData,
      final String schemaName,
      final String name,
      final byte[] transactionOpaqueData) {
    return new IndexesResponse(
        Items.each(
            current()
                .catalogIndexGet(
                    attachOpaqueData,
                    path(attachOpaqueData, schemaName),
                    name,
                    transactionOpaqueData)
                .items(),
            Items::index));
  }

  @Override
  default IndexesResponse catalogSchemaContentsIndexes(
      final byte[] attachOpaqueData, final String name, final byte[] transactionOpaqueData) {
    return new IndexesResponse(
        Items.each(
            current()
                .catalogSchemaContentsIndexes(
                    attachOpaqueData, path(attachOpaqueData, name), transactionOpaqueData)
                .items(),
            Items::index));
  }
}
