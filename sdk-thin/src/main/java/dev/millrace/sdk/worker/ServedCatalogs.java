package dev.millrace.sdk.worker;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.CatalogSessions;
import dev.millrace.sdk.vgi.catalog.CatalogAttachRequest;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
import dev.millrace.sdk.vgi.catalog.CatalogInfo;
import dev.millrace.sdk.vgi.catalog.CatalogVersionResponse;
import dev.millrace.sdk.vgi.catalog.CatalogsResponse;
import dev.millrace.sdk.vgi.catalog.TransactionBeginResponse;
import java.util.List;
import java.util.Map;

/** Lets clients find and attach catalogs that never change and have no transactions. */
interface ServedCatalogs extends CatalogSessions {

  /** The catalogs of the worker. */
  Catalogs catalogs();

  @Override
  default CatalogsResponse catalogCatalogs() {
    final RecordCodec<CatalogInfo> codec = RecordCodec.of(CatalogInfo.class);
    return new CatalogsResponse(
        catalogs().all().stream()
            .map(
                c ->
                    codec.toStream(
                        new CatalogInfo(c.name(), null, null, List.of(), List.of(), null)))
            .toList());
  }

  @Override
  default CatalogAttachResult catalogAttach(final CatalogAttachRequest request) {
    final Catalog catalog =
        catalogs()
            .named(request.name())
            .orElseThrow(
                () -> VgiErrors.notFound("No worker handles catalog '" + request.name() + "'"));
    refuseVersion("data_version_spec", request.dataVersionSpec());
    refuseVersion("implementation_version", request.implementationVersion());
    if (request.options() != null) {
      final List<String> given =
          OneRow.read(
              request.options(), b -> b.schema().fields().stream().map(f -> f.name()).toList());
      if (!given.isEmpty()) {
        throw VgiErrors.invalid("Unknown ATTACH option '" + given.getFirst() + "'");
      }
    }
    return new CatalogAttachResult(
        catalogs().attachData(catalog),
        false, // transactions
        false, // time travel
        true, // version frozen
        CatalogDocument.VERSION,
        catalogs().all().size() > 1, // attach data needed to tell catalogs apart
        String.join(".", catalog.schemas().getFirst().path()),
        List.of(), // settings
        List.of(), // secret types
        List.of(), // companions
        catalog.comment().isEmpty() ? null : catalog.comment(),
        Map.of(),
        false, // column statistics
        List.of(), // global functions
        "",
        null, // data version
        null, // implementation version
        true); // contents
  }

  private static void refuseVersion(final String what, final String wanted) {
    if (wanted != null && !wanted.isEmpty()) {
      throw VgiErrors.invalid(
          "Unsupported " + what + " '" + wanted + "': the catalog has no versions");
    }
  }

  @Override
  default void catalogDetach(final byte[] attachOpaqueData) {
    catalogs().ofAttach(attachOpaqueData); // nothing is kept for an attach
  }

  @Override
  default CatalogVersionResponse catalogVersion(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    catalogs().ofAttach(attachOpaqueData);
    return new CatalogVersionResponse(CatalogDocument.VERSION);
  }

  @Override
  default TransactionBeginResponse catalogTransactionBegin(final byte[] attachOpaqueData) {
    throw noTransactions(attachOpaqueData);
  }

  @Override
  default void catalogTransactionCommit(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    throw noTransactions(attachOpaqueData);
  }

  @Override
  default void catalogTransactionRollback(
      final byte[] attachOpaqueData, final byte[] transactionOpaqueData) {
    throw noTransactions(attachOpaqueData);
  }

  private RuntimeException noTransactions(final byte[] attachOpaqueData) {
    return VgiErrors.unsupported(
        "Catalog '" + catalogs().ofAttach(attachOpaqueData).name() + "' has no transactions");
  }
}
