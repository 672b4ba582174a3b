/**
 * Remote calls over byte transports: services bound once to method handles, the connection loop,
 * unary calls and streams, the error model, logs, reflection, and the same protocol from the
 * client's side. The first layer that opens a socket, starts a thread or logs.
 */
package dev.millrace.dispatch;
