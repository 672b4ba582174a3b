package dev.millrace.sdk.demo;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a demo worker does most, for three seconds. The build runs a worker through it, and the JVM
 * keeps for later ones what was loaded, linked and found to be hot. Engines start workers by the
 * query, so their first seconds count. What is done once a connection is left out: the compiler
 * would have it before what matters.
 */
public final class Rehearsal {
  private static final int ROUNDS = 3;
  private static final long ROWS = 100_000_000;
  private static final long LARGE_BATCH = 4_000_000;

  /** The JVM takes some seconds to keep it all, after the worker is done. */
  private static final Duration EXIT_GRACE = Duration.ofMinutes(1);

  private Rehearsal() {}

  /**
   * Runs one worker through it.
   *
   * @param args the command that starts the demo worker
   * @throws Exception if it can't be started, a call fails or an answer is wrong
   */
  public static void main(final String[] args) throws Exception {
    final ClientOptions patient =
        ClientOptions.DEFAULT.withSegment(0).withRing(RingSettings.NONE).withExitGrace(EXIT_GRACE);
    final List<String> command = List.of(args[0], "--compat", "auto");
    try (VgiClient client = VgiClient.open(new WorkerLocation.Command(command), patient)) {
      final Jobs jobs = new Jobs(client, "pipe", new PrintWriter(Writer.nullWriter()));
      for (int round = 0; round < ROUNDS; round++) {
        Stream.of(
                jobs.numbers(ROWS, 1),
                jobs.numbers(ROWS, 1, LARGE_BATCH),
                jobs.echo(),
                jobs.upperCase(),
                jobs.multiply())
            .filter(result -> !result.right())
            .forEach(
                result -> {
                  throw new IllegalStateException(result.toString());
                });
      }
    }
  }
}
