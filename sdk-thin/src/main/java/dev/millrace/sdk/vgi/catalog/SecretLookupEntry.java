package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * A secret that has to be resolved before a function is bound.
 *
 * @param secretType type of the secret
 * @param scope scope of the secret; null for any
 * @param secretName name of the secret; null for any
 */
public record SecretLookupEntry(
    String secretType, @Default @Nullable String scope, @Default @Nullable String secretName) {}
