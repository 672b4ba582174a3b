package dev.millrace.sdk.client;

import dev.millrace.sdk.vgi.InitPhase;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.sdk.vgi.call.InitRequest;
import java.util.List;

/** Writes the requests that open streams of a bound call ([VGI-8]). */
final class Inits {

  private Inits() {}

  /**
   * Writes a request.
   *
   * @param execution the execution to join, null to begin one
   * @param phase which stream, null for the only one there is
   * @param substream identifies one of several streams of input, null where there are none
   */
  static InitRequest request(
      final byte[] bindCall,
      final BindResponse bound,
      final List<Long> projection,
      final GlobalInitResponse execution,
      final InitPhase phase,
      final byte[] substream) {
    return new InitRequest(
        bindCall,
        bound.outputSchema(),
        bound.opaqueData(),
        projection,
        null,
        null,
        null,
        null,
        phase,
        null,
        execution == null ? null : execution.executionId(),
        execution == null ? null : execution.opaqueData(),
        substream,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
