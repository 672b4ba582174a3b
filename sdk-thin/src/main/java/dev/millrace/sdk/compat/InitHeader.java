package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;

/** What opens the answer to an init. */
record InitHeader(
    byte[] executionId, @Nullable(declared = false) byte[] opaqueData, long maxWorkers) {}
