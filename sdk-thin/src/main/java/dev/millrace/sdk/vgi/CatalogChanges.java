package dev.millrace.sdk.vgi;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.catalog.CatalogCreateRequest;
import dev.millrace.sdk.vgi.catalog.IndexCreateRequest;
import dev.millrace.sdk.vgi.catalog.MacroCreateRequest;
import java.util.List;
import java.util.Map;

/**
 * Methods of {@code vgi.v2} that change a catalog, tables aside. Parameters called {@code request}
 * and record results travel as one-row streams.
 */
public interface CatalogChanges {

  /**
   * Creates a catalog.
   *
   * @param request the request
   */
  void catalogCreate(CatalogCreateRequest request);

  /**
   * Drops a catalog.
   *
   * @param name name of the object
   */
  void catalogDrop(String name);

  /**
   * Creates a schema.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param onConflict what to do when the name is taken
   * @param comment the comment; null when removed
   * @param tags free key-value pairs; null when there are none
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogSchemaCreate(
      byte[] attachOpaqueData,
      List<String> path,
      @Default("ERROR") OnConflict onConflict,
      @Default @Nullable String comment,
      @Default @Nullable Map<String, String> tags,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Drops a schema.
   *
   * @param attachOpaqueData what the attach answered
   * @param path the schema
   * @param ignoreNotFound whether a missing object is no error
   * @param cascade whether dependants go too
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogSchemaDrop(
      byte[] attachOpaqueData,
      List<String> path,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Creates a view.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param definition SQL text
   * @param onConflict what to do when the name is taken
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogViewCreate(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String definition,
      OnConflict onConflict,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Drops a view.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param ignoreNotFound whether a missing object is no error
   * @param cascade whether dependants go too
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogViewDrop(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Renames a view.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param newName its new name
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogViewRename(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String newName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Comments a view.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param comment the comment; null when removed
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogViewCommentSet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable String comment,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Creates a macro.
   *
   * @param request the request
   */
  void catalogMacroCreate(MacroCreateRequest request);

  /**
   * Drops a macro.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogMacroDrop(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Creates an index.
   *
   * @param request the request
   */
  void catalogIndexCreate(IndexCreateRequest request);

  /**
   * Drops an index.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param ignoreNotFound whether a missing object is no error
   * @param cascade whether dependants go too
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogIndexDrop(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);
}
