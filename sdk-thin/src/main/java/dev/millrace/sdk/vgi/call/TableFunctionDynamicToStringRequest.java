package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * Asks for what a finished scan wants to tell about itself, for EXPLAIN ANALYZE.
 *
 * @param bindCall the whole bind request, a one-row stream
 * @param bindOpaqueData what the bind answered as opaque data; may be null
 * @param globalExecutionId the execution
 */
public record TableFunctionDynamicToStringRequest(
    byte[] bindCall, @Default @Nullable byte[] bindOpaqueData, byte[] globalExecutionId) {}
