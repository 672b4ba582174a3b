/**
 * What the connections of one execution share, whichever worker processes they lead to: {@link
 * dev.millrace.sdk.storage.ExecutionStorage} for functions, and the opening of it by the worker.
 * The state lies in a mapped file found by the execution's identifier; nothing is sent over a
 * connection.
 */
package dev.millrace.sdk.storage;
