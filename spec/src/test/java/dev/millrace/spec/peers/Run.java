package dev.millrace.spec.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of another program, with everything it said kept in a file of the build directory. */
final class Run {
  private final String name;
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  /**
   * Prepares a run.
   *
   * @param name names the log file
   * @param command program and arguments
   */
  Run(final String name, final Object... command) {
    this.name = name;
    and(command);
  }

  /**
   * Appends arguments.
   *
   * @param arguments more of the command line
   * @return this
   */
  Run and(final Object... arguments) {
    for (final Object argument : arguments) {
      command.add(argument.toString());
    }
    return this;
  }

  /**
   * Sets a variable of its environment.
   *
   * @param variable name
   * @param value value
   * @return this
   */
  Run with(final String variable, final Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  /**
   * Removes a variable from its environment.
   *
   * @param variable name
   * @return this
   */
  Run without(final String variable) {
    environment.put(variable, null);
    return this;
  }

  /**
   * Runs to the end.
   *
   * @param limit how long that may take
   * @return how it ended
   */
  Ended await(final Duration limit) {
    try {
      final Path log = Files.createDirectories(Kit.REPORTS).resolve(name + ".log");
      final ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      environment.forEach(
          (variable, value) -> {
            if (value == null) {
              builder.environment().remove(variable);
            } else {
              builder.environment().put(variable, value);
            }
          });
      final Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError("%s took longer than %s; see %s".formatted(command, limit, log));
      }
      return new Ended(process.exitValue(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * How a run ended.
   *
   * @param status exit status
   * @param log what it said
   */
  record Ended(int status, Path log) {
    /**
     * Reads what it said.
     *
     * @return the text
     */
    String output() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Points at the log, for messages of failed assertions.
     *
     * @return the path and the last lines
     */
    String tail() {
      final List<String> lines = output().lines().toList();
      final int from = Math.max(0, lines.size() - 40);
      return log + ":\n" + String.join("\n", lines.subList(from, lines.size()));
    }
  }
}
