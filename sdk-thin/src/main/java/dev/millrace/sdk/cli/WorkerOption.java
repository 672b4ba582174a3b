package dev.millrace.sdk.cli;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
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

  /** Connects, showing the worker's log messages to people. */
  VgiClient open(final PrintWriter err) throws IOException {
    return VgiClient.open(
        WorkerLocation.parse(location),
        ClientOptions.DEFAULT.withLogs(
            log -> {
              err.println(log.level() + " " + log.message());
              err.flush();
            }));
  }
}
