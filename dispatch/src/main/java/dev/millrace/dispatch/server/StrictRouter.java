package dev.millrace.dispatch.server;

import dev.millrace.dispatch.protocol.ProtocolName;

/**
 * Routing of the current line: the pair of protocol and method, both named by the request ([RPC-4]
 * to [RPC-8]).
 */
final class StrictRouter implements RequestRouter {

  @Override
  public HostedMethod route(final Request request, final Host host) {
    final String name = request.protocol();
    if (name == null) {
      throw Refusals.notSpecified(host.protocols().keySet());
    }
    final HostedProtocol protocol = host.protocols().get(name);
    if (protocol == null) {
      throw Refusals.notSupported(
          ProtocolName.isValid(name) ? name : null, host.protocols().keySet());
    }
    final HostedMethod method = protocol.method(request.method());
    if (method == null) {
      throw Refusals.noMethod(name, request.method(), protocol.model().methods().keySet());
    }
    return method;
  }

  @Override
  public void gate(final Request request, final HostedMethod method) {
    final HostedProtocol protocol = method.protocol();
    final String declared = request.protocolVersion();
    if (!protocol.isFramework() && !protocol.accepts(declared)) {
      throw Refusals.versionMismatch(protocol.name(), declared, protocol.model().version());
    }
  }
}
