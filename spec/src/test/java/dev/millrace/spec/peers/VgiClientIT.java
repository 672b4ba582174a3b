package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The released VGI client, and its command line, against the packaged demo worker. */
class VgiClientIT {

  private static Suite suite(final String name, final String file) {
    final Path worker =
        PythonPeers.moduleDirectory().resolveSibling("sdk-thin/target/millrace/bin/demo-worker");
    assertTrue(Files.isExecutable(worker), () -> "not packaged: " + worker);
    return new Suite(name, file)
        .with("MILLRACE_ROLE", "server")
        .with("MILLRACE_TRANSPORTS", "pipe")
        .with("MILLRACE_WORKER", worker);
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
