package dev.millrace.sdk.cli;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import dev.millrace.shm.ring.RingIdle;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Which worker a command is about. */
final class WorkerOption {

  @Option(
      names = {"-w", "--worker"},
      paramLabel = "LOCATION",
      required = true,
      description = "A command line to start, unix://PATH or tcp://HOST:PORT.")
  private String location;

  @Option(
      names = "--ring",
      arity = "0..1",
      paramLabel = "BYTES",
      fallbackValue = "1048576",
      description =
          "Talk over a ring of shared memory, of so many bytes in each direction, if the worker"
              + " can.")
  private Long ring;

  @Option(
      names = "--ring-idle",
      paramLabel = "STRATEGY",
      description = "How to wait on the ring: ${COMPLETION-CANDIDATES}.")
  private RingIdle ringIdle;

  private ClientOptions options() {
    RingSettings settings = ClientOptions.DEFAULT.ring();
    if (ring != null) {
      settings = settings.withCapacity(ring);
    }
    if (ringIdle != null) {
      settings = settings.withIdle(ringIdle);
    }
    return ClientOptions.DEFAULT.withRing(settings);
  }

  /** Connects, showing the worker's log messages to people. */
  VgiClient open(final PrintWriter err) throws IOException {
    return VgiClient.open(
        WorkerLocation.parse(location),
        options()
            .withLogs(
                log -> {
                  err.println(log.level() + " " + log.message());
                  err.flush();
                }));
  }
}
