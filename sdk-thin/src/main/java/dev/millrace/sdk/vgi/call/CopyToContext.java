package dev.millrace.sdk.vgi.call;

/**
 * The file side of a COPY ... TO that is being bound.
 *
 * @param format name of the format
 * @param filePath path of the file
 */
public record CopyToContext(String format, String filePath) {}
