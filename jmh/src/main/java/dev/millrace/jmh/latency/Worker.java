package dev.millrace.jmh.latency;

import dev.millrace.jmh.headline.Run;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process at the other end, as this one sees it. */
final class Worker implements Closeable {
  private final Process process;
  private final String line;
  private final Path folder;

  private Worker(final Process process, final String line, final Path folder) {
    this.process = process;
    this.line = line;
    this.folder = folder;
  }

  /** The command line of a {@link LatencyWorker}. */
  static List<String> command(final String... arguments) {
    final List<String> command = new ArrayList<>(Run.javaCommand());
    command.add(LatencyWorker.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts one that says by a line when and where it can be reached. */
  static Worker start(final String... arguments) throws IOException {
    final Path folder = Files.createTempDirectory("latency");
    final List<String> command = command(arguments);
    command.add(folder.resolve("socket").toString());
    final Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    final String line = process.inputReader().readLine();
    if (line == null) {
      throw new IOException("the worker did not start: " + command);
    }
    return new Worker(process, line, folder);
  }

  int port() {
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  Path path() {
    return folder.resolve("socket");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    Files.deleteIfExists(path());
    Files.delete(folder);
  }
}
