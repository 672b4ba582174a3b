package dev.millrace.sdk.vgi.call;

/**
 * The file side of a COPY ... FROM that is being bound.
 *
 * @param format name of the format
 * @param filePath path of the file
 * @param expectedSchema columns the table expects, as schema bytes
 */
public record CopyFromContext(String format, String filePath, byte[] expectedSchema) {}
