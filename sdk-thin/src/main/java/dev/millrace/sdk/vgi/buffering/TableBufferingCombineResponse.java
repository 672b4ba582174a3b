package dev.millrace.sdk.vgi.buffering;

import java.util.List;

/**
 * The states to read the result from, one source stream each.
 *
 * @param finalizeStateIds one source stream each
 */
public record TableBufferingCombineResponse(List<byte[]> finalizeStateIds) {}
