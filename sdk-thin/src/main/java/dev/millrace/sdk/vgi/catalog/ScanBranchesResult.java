package dev.millrace.sdk.vgi.catalog;

import java.util.List;

/**
 * All sources of a table.
 *
 * @param branches the sources, a one-row stream each
 * @param requiredExtensions engine extensions the call needs
 */
public record ScanBranchesResult(List<byte[]> branches, List<String> requiredExtensions) {}
