package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.RpcProtocol;

/** Makes visible over what transport a call reached its method. */
@RpcProtocol(name = "conformance.TransportKind.v1")
public interface TransportKindService {
  /**
   * Tells what carries this call.
   *
   * @param ctx the call
   * @return the kind as the wire spells it
   */
  String reportTransportKind(CallContext ctx);
}
