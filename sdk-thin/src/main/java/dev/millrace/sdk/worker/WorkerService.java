package dev.millrace.sdk.worker;

import dev.millrace.sdk.storage.Executions;
import dev.millrace.sdk.vgi.VgiProtocol;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service of a worker: catalogs of scalar and table functions, read-only. Safe for any number
 * of connections at once; it keeps nothing from one call to the next.
 */
public final class WorkerService
    implements VgiProtocol,
        ServedFunctions,
        ServedCatalogs,
        ServedSchemas,
        ReadOnlyCatalog,
        NoBuffering,
        NoAggregates {
  private final Catalogs catalogs;
  private final CallResolver resolver;
  private final StreamStarter starter;
  private final Map<Catalog, CatalogDocument> documents = new ConcurrentHashMap<>();

  /**
   * Serves catalogs.
   *
   * @param catalogs at least one; the first is meant where a call names none
   * @param executions opens the storage of executions
   */
  public WorkerService(final List<Catalog> catalogs, final Executions executions) {
    this.catalogs = new Catalogs(catalogs);
    this.resolver = new CallResolver(this.catalogs);
    this.starter = new StreamStarter(resolver, executions);
  }

  @Override
  public CallResolver resolver() {
    return resolver;
  }

  @Override
  public StreamStarter starter() {
    return starter;
  }

  @Override
  public Catalogs catalogs() {
    return catalogs;
  }

  @Override
  public Catalog catalogOf(final byte[] attachOpaqueData) {
    return catalogs.ofAttach(attachOpaqueData);
  }

  @Override
  public CatalogDocument documentOf(final Catalog catalog) {
    return documents.computeIfAbsent(catalog, CatalogDocument::new);
  }
}
