package dev.millrace.dispatch.server;

import dev.millrace.dispatch.error.RpcException;

/**
 * Finds the method a request is for and checks what its protocol line demands of callers before the
 * parameters are looked at. One router is one line of the protocol; the strict one serves the
 * current line, an adapter of an earlier line brings its own.
 */
public interface RequestRouter {

  /**
   * Finds the method.
   *
   * @param request a well-formed request
   * @param host what is hosted
   * @return the method
   * @throws RpcException when there is none
   */
  HostedMethod route(Request request, Host host);

  /**
   * Checks the version the caller declares against that of the method's protocol.
   *
   * @param request the request
   * @param method what it was routed to
   * @throws RpcException when the versions do not fit
   */
  void gate(Request request, HostedMethod method);
}
