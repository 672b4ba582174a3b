/**
 * Bytes in and out of a connection: {@link dev.millrace.dispatch.transport.ByteTransport} and its
 * implementations over channels and process streams, and on top of it the receiving side that feeds
 * the stream reader and the sending side that gathers small messages into one system call.
 */
package dev.millrace.dispatch.transport;
