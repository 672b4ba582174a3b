/**
 * The calling side: {@link dev.millrace.dispatch.client.RpcClient} over a spawned process, a Unix
 * socket or TCP, with typed proxies of service interfaces on top and a raw interface of batches and
 * metadata below.
 */
package dev.millrace.dispatch.client;
