package dev.millrace.sdk.vgi.call;

import java.util.List;

/**
 * Key and value lines about a finished scan.
 *
 * @param keys keys, parallel to the values
 * @param values values, parallel to the keys
 */
public record TableFunctionDynamicToStringResponse(List<String> keys, List<String> values) {}
