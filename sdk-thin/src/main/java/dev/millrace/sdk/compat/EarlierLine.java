package dev.millrace.sdk.compat;

import dev.millrace.dispatch.server.RpcServerBuilder;
import dev.millrace.sdk.vgi.VgiProtocol;

/**
 * Serves VGI 1.3.0 to clients of vgi-rpc 0.42 out of a service of the newest line ([COMPAT-5] to
 * [COMPAT-7]). Streams are those of the service itself: nothing is between a function and its
 * connection. Safe for any number of connections at once.
 */
public final class EarlierLine
    implements Vgi13, AdaptedCalls, AdaptedCatalog, AdaptedChanges, AdaptedTableChanges {
  private final VgiProtocol current;
  private final Requests requests;

  private EarlierLine(final VgiProtocol current) {
    this.current = current;
    this.requests = new Requests(new SchemaNames(current));
  }

  /**
   * Adds the line to a server.
   *
   * @param server the server under construction
   * @param service the service that answers
   * @return the server
   */
  public static RpcServerBuilder addTo(final RpcServerBuilder server, final VgiProtocol service) {
    return server.earlier(Vgi13.class, new EarlierLine(service));
  }

  @Override
  public VgiProtocol current() {
    return current;
  }

  @Override
  public Requests requests() {
    return requests;
  }
}
