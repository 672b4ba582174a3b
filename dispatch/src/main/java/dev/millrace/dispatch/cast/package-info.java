/**
 * Batches brought to a declared schema: columns selected, reordered and relabelled without a copy
 * where that is enough, cast where it is not. Exchange inputs are coerced and emitted batches
 * projected here.
 */
package dev.millrace.dispatch.cast;
