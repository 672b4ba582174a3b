package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;

/**
 * What a bind found: the columns of the result, or a request for secrets to be resolved first.
 *
 * @param outputSchema columns of the result as schema bytes
 * @param opaqueData state of the worker for later calls of this bind; may be null
 * @param lookupSecretTypes types of the secrets to resolve; empty when none
 * @param lookupScopes their scopes, empty text for any
 * @param lookupNames their names, empty text for any
 */
public record BindResponse(
    byte[] outputSchema,
    @Default @Nullable byte[] opaqueData,
    @Default List<String> lookupSecretTypes,
    @Default List<String> lookupScopes,
    @Default List<String> lookupNames) {}
