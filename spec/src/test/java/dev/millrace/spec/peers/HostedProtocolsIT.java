package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The released {@code vgi-rpc-test-hosted} against our worker: 37 passed, the four that look at
 * HTTP bytes skipped.
 */
class HostedProtocolsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String USUAL = "ConformanceService,conformance.Secondary.v1";
  private static final String UNSORTED = "zeta.Primary.v1,conformance.Secondary.v1,alpha.Extra.v1";

  @Test
  void pipe() {
    expect37("hosted-pipe", "--cmd", worker(), "--expect", USUAL);
  }

  @Test
  void unix() throws IOException {
    try (Listening worker = Listening.unix("--describe")) {
      expect37("hosted-unix", "--unix", worker.address(), "--expect", USUAL);
    }
  }

  @Test
  void pipeWithProtocolsNotInAlphabeticalOrder() {
    expect37(
        "hosted-unsorted-pipe", "--cmd", worker() + " --protocols unsorted", "--expect", UNSORTED);
  }

  @Test
  void unixWithProtocolsNotInAlphabeticalOrder() throws IOException {
    try (Listening worker = Listening.unix("--describe", "--protocols", "unsorted")) {
      expect37("hosted-unsorted-unix", "--unix", worker.address(), "--expect", UNSORTED);
    }
  }

  private static String worker() {
    return Kit.program("conformance-worker") + " --describe";
  }

  private static void expect37(final String name, final Object... arguments) {
    final Run.Ended ended =
        new Run(name, Kit.peer("vgi-rpc-test-hosted")).and(arguments).await(LIMIT);
    assertEquals(0, ended.status(), ended::tail);
    assertTrue(ended.output().contains("\n37 passed, 4 skipped in "), ended::tail);
  }
}
