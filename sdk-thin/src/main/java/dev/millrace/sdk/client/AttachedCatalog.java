package dev.millrace.sdk.client;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.sdk.vgi.SchemaObjectType;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
import dev.millrace.sdk.vgi.catalog.FunctionInfo;
import dev.millrace.sdk.vgi.catalog.SchemaInfo;
import java.io.IOException;
import java.util.List;

/** A catalog that a client attached. */
public final class AttachedCatalog {
  private final VgiClient client;
  private final String name;
  private final CatalogAttachResult result;

  AttachedCatalog(final VgiClient client, final String name, final CatalogAttachResult result) {
    this.client = client;
    this.name = name;
    this.result = result;
  }

  /**
   * Tells its name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Tells what the attach answered.
   *
   * @return the answer
   */
  public CatalogAttachResult result() {
    return result;
  }

  /**
   * Lists the schemas.
   *
   * @return the schemas
   * @throws IOException if the connection fails
   */
  public List<SchemaInfo> schemas() throws IOException {
    final RecordCodec<SchemaInfo> codec = RecordCodec.of(SchemaInfo.class);
    return client.protocol().catalogSchemas(data(), null).items().stream()
        .map(codec::fromStream)
        .toList();
  }

  /**
   * Lists the functions of a schema.
   *
   * @param schema its path
   * @param kind SCALAR_FUNCTION, TABLE_FUNCTION or AGGREGATE_FUNCTION
   * @return the functions
   * @throws IOException if the connection fails
   */
  public List<FunctionInfo> functions(final List<String> schema, final SchemaObjectType kind)
      throws IOException {
    final RecordCodec<FunctionInfo> codec = RecordCodec.of(FunctionInfo.class);
    return client
        .protocol()
        .catalogSchemaContentsFunctions(data(), schema, kind, null)
        .items()
        .stream()
        .map(codec::fromStream)
        .toList();
  }

  /**
   * Prepares a call of a scalar function of this catalog.
   *
   * @param function its name
   * @return the call
   */
  public ScalarCall scalar(final String function) {
    return new ScalarCall(client, data(), function);
  }

  /**
   * Prepares a call of a table function of this catalog.
   *
   * @param function its name
   * @return the call
   */
  public TableCall table(final String function) {
    return new TableCall(client, data(), function);
  }

  /**
   * Prepares a call of a table-in-out function of this catalog.
   *
   * @param function its name
   * @return the call
   */
  public TableInOutCall tableInOut(final String function) {
    return new TableInOutCall(client, data(), function);
  }

  private byte[] data() {
    return result.attachOpaqueData();
  }
}
