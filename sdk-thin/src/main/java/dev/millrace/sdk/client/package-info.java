/**
 * The engine's side: finds a worker, attaches catalogs, calls scalar functions, scans table
 * functions over any number of connections, sends tables through table-in-out functions. Built on
 * {@link dev.millrace.sdk.vgi.VgiProtocol} alone, so it works against every worker of the protocol.
 */
package dev.millrace.sdk.client;
