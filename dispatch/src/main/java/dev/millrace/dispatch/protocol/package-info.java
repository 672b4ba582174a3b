/**
 * Vocabulary of the RPC layer: metadata keys, protocol names, versions, the parts of a request that
 * are not columns.
 */
package dev.millrace.dispatch.protocol;
