/**
 * Streams of the Arrow IPC format, without I/O. {@link dev.millrace.codec.stream.StreamDecoder}
 * decodes bytes in place, {@link dev.millrace.codec.stream.StreamReader} adds a receive region for
 * bytes that arrive; {@link dev.millrace.codec.stream.StreamWriter} turns batches into a {@link
 * dev.millrace.codec.stream.Gather} of memory ranges to send.
 */
package dev.millrace.codec.stream;
