/**
 * The error model: the exception a failed call ends in, the closed set of codes, the catalogue of
 * details, how a Java exception becomes one (with names, traceback and frames), and {@link
 * dev.millrace.dispatch.error.ErrorBatch}, the one place where an error becomes a batch and a batch
 * an error.
 */
package dev.millrace.dispatch.error;
