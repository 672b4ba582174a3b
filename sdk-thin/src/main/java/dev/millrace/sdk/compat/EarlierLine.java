package dev.millrace.sdk.compat;

import dev.millrace.dispatch.server.RpcServerBuilder;
import dev.millrace.sdk.vgi.VgiProtocol;

/**
 * Serves VGI 1.3.0 and 1.2.0 to clients of vgi-rpc 0.42 out of a service of the newest line
 * ([COMPAT-5] to [COMPAT-8]). Streams are those of the service itself: nothing is between a
 * function and its connection. Safe for any number of connections at once.
 */
public abstract sealed class EarlierLine
    implements AdaptedCalls, AdaptedCatalog, AdaptedChanges, AdaptedTableChanges {
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
    return server
        .earlier(Vgi13.class, new Version13(service))
        .earlier(Vgi12.class, new Version12(service));
  }

  @Override
  public VgiProtocol current() {
    return current;
  }

  @Override
  public Requests requests() {
    return requests;
  }

  private static final class Version13 extends EarlierLine implements Vgi13 {
    Version13(final VgiProtocol current) {
      super(current);
    }

    @Override
    public AttachAnswer catalogAttach(final byte[] request) {
      return AttachAnswer.of(attach(request));
    }
  }

  private static final class Version12 extends EarlierLine implements Vgi12 {
    Version12(final VgiProtocol current) {
      super(current);
    }

    @Override
    public AttachAnswer12 catalogAttach(final byte[] request) {
      return AttachAnswer12.of(attach(request));
    }
  }
}
