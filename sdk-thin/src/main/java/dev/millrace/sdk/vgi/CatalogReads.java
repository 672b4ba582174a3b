package dev.millrace.sdk.vgi;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.catalog.CatalogContentsResponse;
import dev.millrace.sdk.vgi.catalog.CopyFromFormatsResponse;
import dev.millrace.sdk.vgi.catalog.FunctionsResponse;
import dev.millrace.sdk.vgi.catalog.IndexesResponse;
import dev.millrace.sdk.vgi.catalog.MacrosResponse;
import dev.millrace.sdk.vgi.catalog.SchemasResponse;
import dev.millrace.sdk.vgi.catalog.TablesResponse;
import dev.millrace.sdk.vgi.catalog.ViewsResponse;
import java.util.List;

/**
 * Methods of {@code vgi.v2} that browse an attached catalog (clause VGI-3). Parameters called
 * {@code request} and record results travel as one-row streams.
 */
public interface CatalogReads {

  /**
   * Lists the schemas.
   *
   * @param attachOpaqueData what the attach answered
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the schemas
   */
  SchemasResponse catalogSchemas(
      byte[] attachOpaqueData, @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Looks one schema up.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return none or one schema
   */
  SchemasResponse catalogSchemaGet(
      byte[] attachOpaqueData, List<String> path, @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Lists the tables of a schema.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the tables
   */
  TablesResponse catalogSchemaContentsTables(
      byte[] attachOpaqueData, List<String> path, @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Lists the views of a schema.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the views
   */
  ViewsResponse catalogSchemaContentsViews(
      byte[] attachOpaqueData, List<String> path, @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Lists the functions of one kind in a schema.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param type kind of object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the functions
   */
  FunctionsResponse catalogSchemaContentsFunctions(
      byte[] attachOpaqueData,
      List<String> path,
      SchemaObjectType type,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Reads the whole catalog at once.
   *
   * @param attachOpaqueData what the attach answered
   * @param ifNoneMatch validator of the copy the caller has; null when it has none
   * @return everything, or word that the caller's copy is current
   */
  CatalogContentsResponse catalogContents(
      byte[] attachOpaqueData, @Default @Nullable String ifNoneMatch);

  /**
   * Lists the file formats of COPY, of both directions.
   *
   * @param attachOpaqueData what the attach answered
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the formats
   */
  CopyFromFormatsResponse catalogCopyFromFormats(
      byte[] attachOpaqueData, @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Looks one table up.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param atUnit unit of an AT clause; null when there is none
   * @param atValue value of an AT clause; null when there is none
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return none or one table
   */
  TablesResponse catalogTableGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable String atUnit,
      @Default @Nullable String atValue,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Tells which function call reads a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param atUnit unit of an AT clause; null when there is none
   * @param atValue value of an AT clause; null when there is none
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return a one-row stream of a scan function result
   */
  byte[] catalogTableScanFunctionGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable String atUnit,
      @Default @Nullable String atValue,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Tells which sources together make up a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param atUnit unit of an AT clause; null when there is none
   * @param atValue value of an AT clause; null when there is none
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return a one-row stream of scan branches
   */
  byte[] catalogTableScanBranchesGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable String atUnit,
      @Default @Nullable String atValue,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Tells what is known about the columns of a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return a statistics batch, or null when nothing is known
   */
  @Nullable
  byte[] catalogTableColumnStatisticsGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Tells which function call inserts into a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @param writableBranchFunctionName function of the branch to write; null when the table has one
   *     source
   * @return a one-row stream of a scan function result
   */
  byte[] catalogTableInsertFunctionGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable byte[] transactionOpaqueData,
      @Default @Nullable String writableBranchFunctionName);

  /**
   * Tells which function call updates a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return a one-row stream of a scan function result
   */
  byte[] catalogTableUpdateFunctionGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Tells which function call deletes from a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return a one-row stream of a scan function result
   */
  byte[] catalogTableDeleteFunctionGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Looks one view up.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return none or one view
   */
  ViewsResponse catalogViewGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Looks one macro up.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return none or one macro
   */
  MacrosResponse catalogMacroGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Lists the macros of one kind in a schema.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param type kind of object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the macros
   */
  MacrosResponse catalogSchemaContentsMacros(
      byte[] attachOpaqueData,
      List<String> path,
      SchemaObjectType type,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Looks one index up.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return none or one index
   */
  IndexesResponse catalogIndexGet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Lists the indexes of a schema.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the indexes
   */
  IndexesResponse catalogSchemaContentsIndexes(
      byte[] attachOpaqueData, List<String> path, @Default @Nullable byte[] transactionOpaqueData);
}
