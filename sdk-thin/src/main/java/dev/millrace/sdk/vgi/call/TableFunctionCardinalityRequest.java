package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * Asks how many rows a bound table function expects to produce.
 *
 * @param bindCall the whole bind request, a one-row stream
 * @param bindOpaqueData what the bind answered as opaque data; may be null
 */
public record TableFunctionCardinalityRequest(
    byte[] bindCall, @Default @Nullable byte[] bindOpaqueData) {}
