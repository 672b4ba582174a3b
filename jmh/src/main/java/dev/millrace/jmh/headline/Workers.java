package dev.millrace.jmh.headline;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import dev.millrace.sdk.vgi.VgiProtocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a worker is found: a command that is started for each connection, as engines do it, or one
 * process that listens. Closing ends the process and what clients were made.
 */
final class Workers implements AutoCloseable {
  /** Segment of each connection, as published. */
  private static final long SEGMENT = 256L << 20;

  private final WorkerLocation location;
  private final ClientOptions options;
  private final Process listening;
  private final Path socket;
  private final boolean ring;
  private final Class<? extends VgiProtocol> protocol;
  private final List<VgiClient> clients = new ArrayList<>();

  /**
   * Starts a worker, or says how.
   *
   * @param protocol what it hosts
   */
  Workers(
      final String transport,
      final List<String> command,
      final Class<? extends VgiProtocol> protocol)
      throws IOException {
    this.protocol = protocol;
    switch (transport) {
      case "pipe", "shm", "ring" -> {
        socket = null;
        listening = null;
        location = new WorkerLocation.Command(command);
      }
      case "unix" -> {
        socket = Files.createTempDirectory("millrace-run").resolve("s");
        listening = start(command, "--unix", socket.toString());
        location = location(listening);
      }
      case "tcp" -> {
        socket = null;
        listening = start(command, "--tcp", "0");
        location = location(listening);
      }
      default -> throw new IllegalArgumentException("no transport " + transport);
    }
    options =
        switch (transport) {
          case "shm" -> ClientOptions.DEFAULT.withSegment(SEGMENT);
          // what is small crosses the ring, what is large the segment
          case "ring" -> ClientOptions.DEFAULT.withSegment(SEGMENT).withRing(RingSettings.DEFAULT);
          default -> ClientOptions.DEFAULT.withSegment(0);
        };
    ring = transport.equals("ring");
  }

  /** Makes a client, closed with this. */
  VgiClient client() throws IOException {
    final VgiClient client = VgiClient.open(location, options, protocol);
    clients.add(client);
    if (ring) {
      client.catalogs(); // the first call settles what the connection goes over
      if (!client.rpc().onRing()) {
        throw new IOException("the worker did not take the ring");
      }
    }
    return client;
  }

  private static Process start(final List<String> worker, final String... flags)
      throws IOException {
    final List<String> command = new ArrayList<>(worker);
    command.addAll(List.of(flags));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static WorkerLocation location(final Process worker) throws IOException {
    final String ready =
        new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (ready != null && ready.startsWith("UNIX:")) {
      return new WorkerLocation.Unix(Path.of(ready.substring(5)));
    }
    if (ready != null && ready.startsWith("TCP:")) {
      return WorkerLocation.parse("tcp://" + ready.substring(4));
    }
    worker.destroy();
    throw new IOException("the worker did not say where it listens but: " + ready);
  }

  @Override
  public void close() throws IOException {
    clients.forEach(VgiClient::close);
    if (listening != null) {
      listening.destroy();
    }
    if (socket != null) {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(socket.getParent());
    }
  }
}
