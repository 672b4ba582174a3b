package dev.millrace.spec.peers;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The released VGI client, and its command line, against the packaged demo worker. */
class VgiClientIT {

  private static Suite suite(final String name, final String file) {
    return new Suite(name, file)
        .with("MILLRACE_ROLE", "server")
        .with("MILLRACE_TRANSPORTS", "pipe")
        .with("MILLRACE_WORKER", Kit.demoWorker());
  }

  @Test
  void callsScansAndBrowses() throws IOException {
    suite("vgi-client", "test_vgi_client.py").expect(226, Duration.ofMinutes(8));
  }

  @Test
  void everyAnswerHasTheDeclaredSchema() throws IOException {
    suite("vgi-schemas", "test_vgi_schemas.py").expect(5, Duration.ofMinutes(2));
  }
}
