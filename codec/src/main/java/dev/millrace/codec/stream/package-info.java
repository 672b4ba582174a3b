/**
 * Streams of the Arrow IPC format, without I/O. {@link dev.millrace.codec.stream.StreamDecoder}
 * decodes bytes in place, {@link dev.millrace.codec.stream.StreamReader} adds a receive region for
 * bytes that arrive.
 */
package dev.millrace.codec.stream;
