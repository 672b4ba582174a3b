package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * Asks what is known about the values in the columns of a bound table function.
 *
 * @param bindCall the whole bind request, a one-row stream
 * @param bindOpaqueData what the bind answered as opaque data; may be null
 */
public record TableFunctionStatisticsRequest(
    byte[] bindCall, @Default @Nullable byte[] bindOpaqueData) {}
