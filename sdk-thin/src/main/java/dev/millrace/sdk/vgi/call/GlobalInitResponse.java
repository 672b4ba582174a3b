package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * Header of an init stream: names the execution for every later call of it.
 *
 * @param executionId the execution
 * @param opaqueData state of the worker for further inits; may be null
 * @param maxWorkers most streams that may run in parallel
 */
public record GlobalInitResponse(
    byte[] executionId, @Default @Nullable byte[] opaqueData, @Default("99999") long maxWorkers) {}
