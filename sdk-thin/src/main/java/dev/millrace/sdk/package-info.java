/**
 * What an author of functions sees: declaring scalar, table and table-in-out functions, the worker
 * main that serves them, the engine-side client that calls them, and the command line.
 */
package dev.millrace.sdk;
