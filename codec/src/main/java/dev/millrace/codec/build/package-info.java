/**
 * Builders of columns and batches: one final class a physical layout, whose memory is what goes
 * out. Start at {@link dev.millrace.codec.build.BatchBuilder}. A builder holds places in memory
 * that a {@link dev.millrace.codec.build.BuilderMemory} owns, and keeps them from batch to batch,
 * so that building allocates nothing once the largest batch has been seen. Nothing here is
 * thread-safe: a batch is built by one thread at a time.
 */
package dev.millrace.codec.build;
