package dev.millrace.sdk.vgi.buffering;

/**
 * Tells which bucket of state took the batch.
 *
 * @param stateId the bucket
 */
public record TableBufferingProcessResponse(byte[] stateId) {}
