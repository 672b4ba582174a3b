/**
 * The serving side: {@link dev.millrace.dispatch.server.RpcServer} and what one connection is made
 * of, a small class for each concern: reading a request, routing it, its gates and parameter
 * contract, unary answers, stream turns, input coercion, output projection.
 */
package dev.millrace.dispatch.server;
