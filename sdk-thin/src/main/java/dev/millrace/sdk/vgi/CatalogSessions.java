package dev.millrace.sdk.vgi;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.catalog.CatalogAttachRequest;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
import dev.millrace.sdk.vgi.catalog.CatalogVersionResponse;
import dev.millrace.sdk.vgi.catalog.CatalogsResponse;
import dev.millrace.sdk.vgi.catalog.TransactionBeginResponse;

/**
 * Methods of {@code vgi.v2} that find and attach catalogs and frame transactions (clause VGI-3).
 * Parameters called {@code request} and record results travel as one-row streams.
 */
public interface CatalogSessions {

  /**
   * Lists the catalogs that can be attached.
   *
   * @return the catalogs
   */
  CatalogsResponse catalogCatalogs();

  /**
   * Attaches a catalog.
   *
   * @param request the request
   * @return what the engine has to know about it
   */
  CatalogAttachResult catalogAttach(CatalogAttachRequest request);

  /**
   * Ends an attach. Repeating it is harmless.
   *
   * @param attachOpaqueData what the attach answered
   */
  void catalogDetach(byte[] attachOpaqueData);

  /**
   * Reads the catalog's version; a change tells the engine to read it anew.
   *
   * @param attachOpaqueData what the attach answered
   * @param transactionOpaqueData the transaction; null when outside of one
   * @return the version
   */
  CatalogVersionResponse catalogVersion(
      byte[] attachOpaqueData, @Default @Nullable byte[] transactionOpaqueData);

  /**
   * Begins a transaction.
   *
   * @param attachOpaqueData what the attach answered
   * @return its data
   */
  TransactionBeginResponse catalogTransactionBegin(byte[] attachOpaqueData);

  /**
   * Commits a transaction.
   *
   * @param attachOpaqueData what the attach answered
   * @param transactionOpaqueData the transaction
   */
  void catalogTransactionCommit(byte[] attachOpaqueData, byte[] transactionOpaqueData);

  /**
   * Rolls a transaction back.
   *
   * @param attachOpaqueData what the attach answered
   * @param transactionOpaqueData the transaction
   */
  void catalogTransactionRollback(byte[] attachOpaqueData, byte[] transactionOpaqueData);
}
