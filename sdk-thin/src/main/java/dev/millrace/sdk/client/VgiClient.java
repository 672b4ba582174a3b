package dev.millrace.sdk.client;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.sdk.vgi.VgiProtocol;
import dev.millrace.sdk.vgi.catalog.CatalogAttachRequest;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
import dev.millrace.sdk.vgi.catalog.CatalogInfo;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * An engine's view of one worker: a pool of connections and what is called over them.
 *
 * <pre>
 *   try (VgiClient client = VgiClient.open(WorkerLocation.parse("demo-worker"))) {
 *     long[] rows = new long[4];
 *     client.table("numbers").argument(1_000_000L).bind()
 *         .scan(4, (worker, batch) -&gt; rows[worker] += batch.rowCount());
 *   }
 * </pre>
 *
 * <p>Not thread-safe; a scan uses threads of its own.
 */
public final class VgiClient implements AutoCloseable {
  private final WorkerLocation location;
  private final ClientOptions options;
  private final Class<? extends VgiProtocol> protocol;
  private final Deque<Connection> idle = new ArrayDeque<>();

  private VgiClient(
      final WorkerLocation location,
      final ClientOptions options,
      final Class<? extends VgiProtocol> protocol) {
    this.location = location;
    this.options = options;
    this.protocol = protocol;
  }

  /**
   * Opens a client with default options.
   *
   * @param location where the worker is
   * @return the client, connected once
   * @throws IOException if there is nothing to connect to
   */
  public static VgiClient open(final WorkerLocation location) throws IOException {
    return open(location, ClientOptions.DEFAULT);
  }

  /**
   * Opens a client.
   *
   * @param location where the worker is
   * @param options how connections behave
   * @return the client, connected once
   * @throws IOException if there is nothing to connect to
   */
  public static VgiClient open(final WorkerLocation location, final ClientOptions options)
      throws IOException {
    return open(location, options, VgiProtocol.class);
  }

  /**
   * Opens a client to a worker that hosts the protocol under another name or version, where the
   * calls that are made are the same.
   *
   * @param location where the worker is
   * @param options how connections behave
   * @param protocol an interface that extends the protocol and is annotated with what the worker
   *     hosts
   * @return the client, connected once
   * @throws IOException if there is nothing to connect to
   */
  public static VgiClient open(
      final WorkerLocation location,
      final ClientOptions options,
      final Class<? extends VgiProtocol> protocol)
      throws IOException {
    final VgiClient client = new VgiClient(location, options, protocol);
    client.release(client.acquire());
    return client;
  }

  /** Takes an idle connection or opens one. */
  Connection acquire() throws IOException {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    final RpcClient rpc = location.connect(options);
    return new Connection(rpc, rpc.bind(protocol));
  }

  /** Gives a connection back whose last call is complete. */
  void release(final Connection connection) {
    synchronized (idle) {
      idle.push(connection);
    }
  }

  /**
   * Gives a connection for calls that this class does not wrap.
   *
   * @return the first connection; remains the client's, not to be used while a scan runs
   * @throws IOException if it has to be opened and can't
   */
  public RpcClient rpc() throws IOException {
    return primary().rpc();
  }

  /**
   * Gives the whole protocol over that connection.
   *
   * @return the methods of the protocol
   * @throws IOException if the connection has to be opened and can't
   */
  public VgiProtocol protocol() throws IOException {
    return primary().vgi();
  }

  private Connection primary() throws IOException {
    final Connection connection = acquire();
    release(connection);
    return connection;
  }

  /**
   * Lists the catalogs of the worker.
   *
   * @return the catalogs
   * @throws IOException if the connection fails
   */
  public List<CatalogInfo> catalogs() throws IOException {
    final RecordCodec<CatalogInfo> codec = RecordCodec.of(CatalogInfo.class);
    return protocol().catalogCatalogs().items().stream().map(codec::fromStream).toList();
  }

  /**
   * Attaches a catalog.
   *
   * @param name its name
   * @return the catalog
   * @throws IOException if the connection fails
   */
  public AttachedCatalog attach(final String name) throws IOException {
    final CatalogAttachResult result =
        protocol().catalogAttach(new CatalogAttachRequest(name, null, null, null, null));
    return new AttachedCatalog(this, name, result);
  }

  /**
   * Prepares a call of a scalar function of the worker's first catalog.
   *
   * @param function its name
   * @return the call
   */
  public ScalarCall scalar(final String function) {
    return new ScalarCall(this, null, function);
  }

  /**
   * Prepares a call of a table function of the worker's first catalog.
   *
   * @param function its name
   * @return the call
   */
  public TableCall table(final String function) {
    return new TableCall(this, null, function);
  }

  /**
   * Prepares a call of a table-in-out function of the worker's first catalog.
   *
   * @param function its name
   * @return the call
   */
  public TableInOutCall tableInOut(final String function) {
    return new TableInOutCall(this, null, function);
  }

  /** Closes idle connections; started workers end. Repeating it is harmless. */
  @Override
  public void close() {
    final List<Connection> closing;
    synchronized (idle) {
      closing = new ArrayList<>(idle);
      idle.clear();
    }
    closing.forEach(Connection::close);
  }
}
