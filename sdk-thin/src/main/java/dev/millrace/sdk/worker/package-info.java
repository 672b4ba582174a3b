/**
 * Serving functions: catalogs and what clients see of them, resolving calls, running their streams,
 * the command line of a worker. One small class a concern; {@link
 * dev.millrace.sdk.worker.WorkerService} puts them together into the protocol's service.
 */
package dev.millrace.sdk.worker;
