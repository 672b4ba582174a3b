package dev.millrace.sdk.vgi;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.catalog.TableCreateRequest;
import java.util.List;

/**
 * Methods of {@code vgi.v2} that create, change and drop tables. Parameters called {@code request}
 * and record results travel as one-row streams.
 */
public interface TableChanges {

  /**
   * Creates a table.
   *
   * @param request the request
   */
  void catalogTableCreate(TableCreateRequest request);

  /**
   * Drops a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param ignoreNotFound whether a missing object is no error
   * @param cascade whether dependants go too
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableDrop(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Comments a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param comment the comment; null when removed
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableCommentSet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      @Default @Nullable String comment,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Comments a column.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnName the column
   * @param comment the comment; null when removed
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableColumnCommentSet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String columnName,
      @Default @Nullable String comment,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Renames a table.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param newName its new name
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableRename(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String newName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Adds a column.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnDefinition the column as schema bytes
   * @param ignoreNotFound whether a missing object is no error
   * @param ifColumnNotExists whether an existing column is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableColumnAdd(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      byte[] columnDefinition,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean ifColumnNotExists,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Drops a column.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnName the column
   * @param ignoreNotFound whether a missing object is no error
   * @param ifColumnExists whether a missing column is no error
   * @param cascade whether dependants go too
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableColumnDrop(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default("false") boolean ifColumnExists,
      @Default("false") boolean cascade,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Renames a column.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnName the column
   * @param newColumnName its new name
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableColumnRename(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String columnName,
      String newColumnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Sets a column's default.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnName the column
   * @param expression SQL text
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableColumnDefaultSet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String columnName,
      String expression,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Drops a column's default.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnName the column
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableColumnDefaultDrop(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Changes a column's type.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnDefinition the column as schema bytes
   * @param expression SQL text; null when values are cast plainly
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableColumnTypeChange(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      byte[] columnDefinition,
      @Default @Nullable String expression,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Lets a column be NULL.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnName the column
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableNotNullDrop(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Forbids NULL in a column.
   *
   * @param attachOpaqueData what the attach answered
   * @param schemaPath the schema
   * @param name name of the object
   * @param columnName the column
   * @param ignoreNotFound whether a missing object is no error
   * @param transactionOpaqueData the transaction; null when outside of one
   */
  void catalogTableNotNullSet(
      byte[] attachOpaqueData,
      List<String> schemaPath,
      String name,
      String columnName,
      @Default("false") boolean ignoreNotFound,
      @Default @Nullable byte[] transactionOpaqueData);
}
