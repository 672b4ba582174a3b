package dev.millrace.sdk.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker process that listens on a Unix socket until this is closed. */
final class ListeningWorker implements AutoCloseable {
  private static final String READY = "UNIX:";

  private final Process process;
  private final Path socket;

  private ListeningWorker(final Process process, final Path socket) {
    this.process = process;
    this.socket = socket;
  }

  static ListeningWorker onUnix(final Path worker, final Path socket) throws IOException {
    final Process process =
        new ProcessBuilder(List.of(worker.toString(), "--unix", socket.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    final BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    final String line = lines.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroy();
      throw new IOException("the worker did not say where it listens but: " + line);
    }
    return new ListeningWorker(process, Path.of(line.substring(READY.length())));
  }

  Path socket() {
    return socket;
  }

  /** Asks the worker to end and waits for it. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the worker did not end when asked to");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
