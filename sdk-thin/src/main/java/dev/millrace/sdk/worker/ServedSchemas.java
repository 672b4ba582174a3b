package dev.millrace.sdk.worker;

import dev.millrace.sdk.vgi.CatalogReads;
import dev.millrace.sdk.vgi.SchemaObjectType;
import dev.millrace.sdk.vgi.catalog.CatalogContentsResponse;
import dev.millrace.sdk.vgi.catalog.CopyFromFormatsResponse;
import dev.millrace.sdk.vgi.catalog.FunctionsResponse;
import dev.millrace.sdk.vgi.catalog.IndexesResponse;
import dev.millrace.sdk.vgi.catalog.MacrosResponse;
import dev.millrace.sdk.vgi.catalog.SchemasResponse;
import dev.millrace.sdk.vgi.catalog.TablesResponse;
import dev.millrace.sdk.vgi.catalog.ViewsResponse;
import java.util.List;

/** Lets clients browse catalogs that hold functions: every other kind of object is absent. */
interface ServedSchemas extends CatalogReads {

  /** The catalog of a call. */
  Catalog catalogOf(byte[] attachOpaqueData);

  /** Its document. */
  CatalogDocument documentOf(Catalog catalog);

  @Override
  default SchemasResponse catalogSchemas(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    return new SchemasResponse(documentOf(catalogOf(attachOpaqueData)).schemas());
  }

  @Override
  default SchemasResponse catalogSchemaGet(
      final byte[] attachOpaqueData, final List<String> path, final byte[] transactionOpaqueData) {
    final Catalog catalog = catalogOf(attachOpaqueData);
    return new SchemasResponse(
        catalog.schema(path).map(s -> List.of(documentOf(catalog).schema(s))).orElse(List.of()));
  }

  @Override
  default FunctionsResponse catalogSchemaContentsFunctions(
      final byte[] attachOpaqueData,
      final List<String> path,
      final SchemaObjectType type,
      final byte[] transactionOpaqueData) {
    final Catalog catalog = catalogOf(attachOpaqueData);
    return new FunctionsResponse(
        catalog.schema(path).map(s -> documentOf(catalog).functions(s, type)).orElse(List.of()));
  }

  @Override
  default CatalogContentsResponse catalogContents(
      final byte[] attachOpaqueData, final String ifNoneMatch) {
    return documentOf(catalogOf(attachOpaqueData)).contents(ifNoneMatch);
  }

  @Override
  default TablesResponse catalogSchemaContentsTables(
      final byte[] attachOpaqueData, final List<String> path, final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new TablesResponse(List.of());
  }

  @Override
  default ViewsResponse catalogSchemaContentsViews(
      final byte[] attachOpaqueData, final List<String> path, final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new ViewsResponse(List.of());
  }

  @Override
  default MacrosResponse catalogSchemaContentsMacros(
      final byte[] attachOpaqueData,
      final List<String> path,
      final SchemaObjectType type,
      final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new MacrosResponse(List.of());
  }

  @Override
  default IndexesResponse catalogSchemaContentsIndexes(
      final byte[] attachOpaqueData, final List<String> path, final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new IndexesResponse(List.of());
  }

  @Override
  default CopyFromFormatsResponse catalogCopyFromFormats(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new CopyFromFormatsResponse(List.of());
  }

  @Override
  default TablesResponse catalogTableGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String atUnit,
      final String atValue,
      final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new TablesResponse(List.of());
  }

  @Override
  default ViewsResponse catalogViewGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new ViewsResponse(List.of());
  }

  @Override
  default MacrosResponse catalogMacroGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new MacrosResponse(List.of());
  }

  @Override
  default IndexesResponse catalogIndexGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] transactionOpaqueData) {
    catalogOf(attachOpaqueData);
    return new IndexesResponse(List.of());
  }

  @Override
  default byte[] catalogTableScanFunctionGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String atUnit,
      final String atValue,
      final byte[] transactionOpaqueData) {
    throw noTable(attachOpaqueData, schemaPath, name);
  }

  @Override
  default byte[] catalogTableScanBranchesGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final String atUnit,
      final String atValue,
      final byte[] transactionOpaqueData) {
    throw noTable(attachOpaqueData, schemaPath, name);
  }

  @Override
  default byte[] catalogTableColumnStatisticsGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] transactionOpaqueData) {
    throw noTable(attachOpaqueData, schemaPath, name);
  }

  @Override
  default byte[] catalogTableInsertFunctionGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] transactionOpaqueData,
      final String writableBranchFunctionName) {
    throw noTable(attachOpaqueData, schemaPath, name);
  }

  @Override
  default byte[] catalogTableUpdateFunctionGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] transactionOpaqueData) {
    throw noTable(attachOpaqueData, schemaPath, name);
  }

  @Override
  default byte[] catalogTableDeleteFunctionGet(
      final byte[] attachOpaqueData,
      final List<String> schemaPath,
      final String name,
      final byte[] transactionOpaqueData) {
    throw noTable(attachOpaqueData, schemaPath, name);
  }

  private RuntimeException noTable(
      final byte[] attachOpaqueData, final List<String> schemaPath, final String name) {
    return VgiErrors.notFound(
        "Catalog '%s' has no table '%s' in schema '%s'"
            .formatted(catalogOf(attachOpaqueData).name(), name, String.join(".", schemaPath)));
  }
}
