package dev.millrace.dispatch.server;

import dev.millrace.dispatch.error.ErrorKind;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.SemVer;
import java.util.List;

/**
 * Routing of the earlier line ([COMPAT-1], [COMPAT-2]): a request names its method only, and all of
 * them are of one protocol, in the version that the request is of where there are several. Requests
 * that name a protocol go the way of the current line, unless nothing is served there: then the
 * name means as little as it did to servers of that time.
 */
final class EarlierRouter implements RequestRouter {
  private final RequestRouter current;

  EarlierRouter(final RequestRouter current) {
    this.current = current;
  }

  @Override
  public HostedMethod route(final Request request, final Host host) {
    if (!host.isEarlier(request)) {
      return current.route(request, host);
    }
    final HostedProtocol protocol = version(request.protocolVersion(), host.earlier());
    final HostedMethod method = protocol.method(request.method());
    if (method == null) {
      throw Refusals.noMethod(
          protocol.name(), request.method(), protocol.model().methods().keySet());
    }
    return method;
  }

  /**
   * The version a request is of, or the first where it is of none that is served. One without a
   * version takes any, so that it is looked at only when it is the first.
   */
  private static HostedProtocol version(final String declared, final List<HostedProtocol> served) {
    for (final HostedProtocol protocol : served) {
      if (protocol.model().version() != null && protocol.accepts(declared)) {
        return protocol;
      }
    }
    return served.get(0);
  }

  @Override
  public void gate(final Request request, final HostedMethod method) {
    final HostedProtocol protocol = method.protocol();
    if (!protocol.isEarlier()) {
      current.gate(request, method);
      return;
    }
    final String declared = request.protocolVersion();
    if (!protocol.accepts(declared)) {
      throw mismatch(declared, protocol.model().version());
    }
  }

  /** The words "protocol_version mismatch" are what callers of that line look for. */
  private static RpcException mismatch(final String declared, final SemVer server) {
    final SemVer client = declared == null ? null : SemVer.parse(declared);
    final String direction;
    if (declared == null) {
      direction = "the client does not say which version it was built for";
    } else if (client == null) {
      direction = "what the client declares is not MAJOR.MINOR.PATCH";
    } else {
      direction =
          client.compare(server) < 0
              ? "the client is older; upgrade the client"
              : "the server is older; upgrade the worker";
    }
    return RpcException.builder(
            "ProtocolVersionError",
            "protocol_version mismatch. Client: %s. Server: %s. Direction: %s."
                .formatted(
                    declared == null ? "none" : Refusals.printable(declared), server, direction))
        .code(ErrorKind.PROTOCOL_VERSION_MISMATCH.code())
        .kind(ErrorKind.PROTOCOL_VERSION_MISMATCH.wireName())
        .build();
  }
}
