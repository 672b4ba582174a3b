/**
 * Arrow IPC metadata, read and written in place over {@code MemorySegment}: names and constants of
 * the format, flyweights over its flatbuffers with a verifier that runs before any accessor, and an
 * immutable schema model that covers the columnar format. Nothing here performs I/O, starts a
 * thread, takes a lock or needs a JVM flag; {@code arrow-format} is the only dependency.
 */
package dev.millrace.wire;
