package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.call.BindResponse;
import java.util.List;

/** What a bind answers. */
record BindAnswer(
    byte[] outputSchema,
    @Nullable(declared = false) byte[] opaqueData,
    List<String> lookupSecretTypes,
    List<String> lookupScopes,
    List<String> lookupNames) {

  static BindAnswer of(final BindResponse response) {
    return new BindAnswer(
        response.outputSchema(),
        response.opaqueData(),
        response.lookupSecretTypes(),
        response.lookupScopes(),
        response.lookupNames());
  }
}
