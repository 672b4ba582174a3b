package dev.millrace.spec.peers;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The released client of the earlier line against the packaged demo worker with {@code --compat},
 * over standard input and output and a Unix socket, with a segment and without.
 */
class EarlierClientIT {

  @Test
  void callsScansEchoesAndBrowses() throws IOException {
    new Suite("earlier-client", PythonPeers.earlier(), Kit.EARLIER_SUITE, "test_earlier_client.py")
        .with("MILLRACE_WORKER", Kit.demoWorker())
        .expect(37, Duration.ofMinutes(5));
  }
}
