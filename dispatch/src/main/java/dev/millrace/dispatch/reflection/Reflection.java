package dev.millrace.dispatch.reflection;

import dev.millrace.dispatch.RpcProtocol;

/**
 * Tells what a server hosts ([REFL-1] to [REFL-5]). Bind it on a client, or host it on a server.
 */
@RpcProtocol(name = "vgi_rpc.Reflection.v1")
public interface Reflection {

  /**
   * Lists the protocols.
   *
   * @return the list, in the order of registration
   */
  ProtocolList listProtocols();

  /**
   * Describes one protocol.
   *
   * @param protocol its wire name
   * @return the description
   */
  ServiceDescription describe(String protocol);
}
