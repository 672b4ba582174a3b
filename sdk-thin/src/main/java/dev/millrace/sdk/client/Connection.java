package dev.millrace.sdk.client;

import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.sdk.vgi.VgiProtocol;

/**
 * One connection to a worker. Used by one thread at a time.
 *
 * @param rpc the connection itself
 * @param vgi the protocol over it
 */
record Connection(RpcClient rpc, VgiProtocol vgi) implements AutoCloseable {

  @Override
  public void close() {
    rpc.close();
  }
}
