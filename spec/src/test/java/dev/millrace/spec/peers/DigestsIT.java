package dev.millrace.spec.peers;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The digests of every protocol our worker hosts, computed anew by the reference from what the
 * worker describes.
 */
class DigestsIT {
  @Test
  void everySetOfProtocols() throws IOException {
    new Suite("digests", "test_digests.py")
        .with("MILLRACE_ROLE", "server")
        .with("MILLRACE_TRANSPORTS", "pipe")
        .with("MILLRACE_WORKER", Kit.program("conformance-worker"))
        .expect(4, Duration.ofMinutes(1));
  }
}
