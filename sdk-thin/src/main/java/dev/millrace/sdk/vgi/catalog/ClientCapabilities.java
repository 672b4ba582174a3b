package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * What the attaching client can do by itself.
 *
 * @param engine name of the engine
 * @param nativeFormats file formats it reads itself
 * @param catalogs catalogs it has attached
 * @param canStream whether it reads unbounded scans
 * @param filterEncodings filter encodings it writes
 */
public record ClientCapabilities(
    String engine,
    List<String> nativeFormats,
    List<String> catalogs,
    boolean canStream,
    List<String> filterEncodings) {}
