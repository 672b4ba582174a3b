package dev.millrace.jmh.headline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where and with what the figures were taken. */
public final class Machine {
  private Machine() {}

  /**
   * Describes the machine, the JVM and the sources.
   *
   * @return facts by name, in an order fit for printing
   * @throws IOException if the system's files can't be read
   * @throws InterruptedException if the thread was interrupted
   */
  public static Map<String, String> describe() throws IOException, InterruptedException {
    final Map<String, String> facts = new LinkedHashMap<>();
    facts.put("when", Instant.now().toString());
    facts.put("cpu", field("/proc/cpuinfo", "model name"));
    facts.put("cores", "" + Runtime.getRuntime().availableProcessors());
    facts.put("memory", field("/proc/meminfo", "MemTotal"));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("load", field("/proc/loadavg", ""));
    facts.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("flags", flags());
    facts.put(
        "commit",
        output("git", "rev-parse", "HEAD")
            + output("git", "status", "--short", "-uno")
                .lines()
                .findAny()
                .map(l -> " (changed)")
                .orElse(""));
    return facts;
  }

  /** Flags of the JVM, without what only says what to measure. */
  private static String flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Dheadline.") && !flag.startsWith("-Dlatency."))
        .collect(Collectors.joining(" "));
  }

  private static String field(final String file, final String key) throws IOException {
    final Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return "unknown";
    }
    for (final String line : Files.readAllLines(path)) {
      if (line.startsWith(key)) {
        return key.isEmpty() ? line : line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown";
  }

  private static String output(final String... command) throws IOException, InterruptedException {
    try {
      final Process process =
          new ProcessBuilder(List.of(command))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      final String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? text : "unknown";
    } catch (final IOException e) {
      return "unknown";
    }
  }
}
