package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * Surroundings in which a worker evaluates pushed filters as the engine would.
 *
 * @param profile name of the surroundings
 * @param providerFingerprint exact build that provides them; null for any
 */
public record EvaluationContextCapability(
    String profile, @Default @Nullable String providerFingerprint) {}
