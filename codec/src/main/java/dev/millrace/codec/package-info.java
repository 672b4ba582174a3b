/**
 * Arrow IPC streams over off-heap memory: stream reader and writer, column views and builders,
 * validation of everything that came from outside before a view of it exists, and the value codec
 * between Java records and one-row batches. Works on {@code MemorySegment} without a JVM flag,
 * without I/O, threads, locks or logging.
 */
package dev.millrace.codec;
