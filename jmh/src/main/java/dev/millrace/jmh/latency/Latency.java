package dev.millrace.jmh.latency;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.millrace.jmh.headline.Machine;
import dev.millrace.jmh.headline.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the latency of calls ({@code unary}: one that does nothing; {@code add}: one of two
 * numbers, never the same), of turns of a stream ({@code turn}: one row there and back; {@code
 * bulk}: a mebibyte there and back) over every transport, each beside a bare ping-pong of the same
 * bytes whose sides never sleep, and prints a table. The bare ping-pong of a ring is two processes
 * that spin on shared memory, that of a segment the one of the Unix socket its pointers go over.
 * Every line is measured by two processes of its own and comes with its command.
 */
public final class Latency {
  private static final List<String> TRANSPORTS = List.of("pipe", "unix", "tcp", "shm", "ring");

  /** Until then the compiler of the JVM takes its core from one of the two sides, on two cores. */
  private static final long WARM_UP_MILLIS = 6000;

  private final Path arguments;
  private final long millis;
  private final List<Map<String, Object>> lines = new ArrayList<>();
  private boolean failed;

  private Latency(final Path arguments, final long millis) {
    this.arguments = arguments;
    this.millis = millis;
  }

  /**
   * Measures and reports; ends the process, with status 1 when a line is missing.
   *
   * @param args the folder for {@code latency.json} and {@code latency.md}
   * @throws Exception if the folder can't be written
   */
  public static void main(final String[] args) throws Exception {
    final Path target = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    final Map<String, String> machine = Machine.describe();
    machine.forEach((fact, value) -> System.out.println(fact + ": " + value));
    final Latency latency =
        new Latency(
            writeArguments(target.resolve("latency.args")), Long.parseLong(one("millis", "3000")));
    for (final String operation : some("operations", RpcSubject.operations())) {
      for (final String transport : some("transports", TRANSPORTS)) {
        latency.measure(operation, transport);
      }
    }
    latency.report(target, machine);
    System.exit(latency.failed ? 1 : 0);
  }

  private static String one(final String name, final String otherwise) {
    final String value = System.getProperty("latency." + name, "");
    return value.isBlank() ? otherwise : value.strip();
  }

  private static List<String> some(final String name, final List<String> otherwise) {
    return List.of(one(name, String.join(",", otherwise)).split(","));
  }

  /** What stands between java and the main class in every command, so that commands stay short. */
  private static Path writeArguments(final Path file) throws IOException {
    final List<String> command = Run.javaCommand();
    return Files.write(
        file,
        command.subList(1, command.size()).stream()
            .filter(a -> !a.startsWith("-Dlatency."))
            .map(a -> '"' + a.replace("\\", "\\\\") + '"')
            .toList());
  }

  private void measure(final String operation, final String transport)
      throws IOException, InterruptedException {
    final Map<String, Object> ours = run("millrace", operation, transport, "", "");
    if (ours == null) {
      return;
    }
    final Map<String, Object> bare =
        run(
            "bare",
            operation,
            transport,
            ours.get("requestBytes").toString(),
            ours.get("responseBytes").toString());
    if (bare != null) {
      final double ratio = number(ours, "p50") / number(bare, "p50");
      ours.put("ratio", Math.round(ratio * 100) / 100.0);
      System.out.printf(Locale.ROOT, "  p50 %.2f times the bare one's%n", ratio);
    }
  }

  private Map<String, Object> run(
      final String implementation,
      final String operation,
      final String transport,
      final String request,
      final String response)
      throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>();
    command.add(Run.javaCommand().getFirst());
    command.add("@" + arguments);
    command.addAll(List.of(LatencyRun.class.getName(), implementation, operation, transport));
    command.addAll(List.of(Long.toString(WARM_UP_MILLIS), Long.toString(millis)));
    if (!request.isEmpty()) {
      command.addAll(List.of(request, response));
    }
    final String line = String.join(" ", command);
    System.out.println("$ " + line);
    final Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    final String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || output.isEmpty()) {
      System.out.println("  FAILED");
      failed = true;
      return null;
    }
    final Map<String, Object> told = new LinkedHashMap<>();
    told.put("operation", operation);
    told.put("transport", transport);
    told.put("implementation", implementation);
    told.putAll(JSON.std.mapFrom(output.lines().toList().getLast()));
    told.put("command", line);
    System.out.printf(
        Locale.ROOT,
        "  p50 %.2f us, p99 %.2f us, %s bytes there, %s back%n",
        number(told, "p50") / 1e3,
        number(told, "p99") / 1e3,
        told.get("requestBytes"),
        told.get("responseBytes"));
    lines.add(told);
    return told;
  }

  private static double number(final Map<String, Object> line, final String key) {
    return ((Number) line.get(key)).doubleValue();
  }

  private void report(final Path target, final Map<String, String> machine) throws IOException {
    final List<String> table = new ArrayList<>();
    table.add(
        "| operation | transport | | bytes there, back | p50 us | p90 | p99 | p99.9 | max | p50 to"
            + " bare |");
    table.add("|---|---|---|---|---|---|---|---|---|---|");
    for (final Map<String, Object> line : lines) {
      table.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s, %s | %.2f | %.2f | %.2f | %.2f | %.1f | %s |",
              line.get("operation"),
              line.get("transport"),
              line.get("implementation"),
              line.get("requestBytes"),
              line.get("responseBytes"),
              number(line, "p50") / 1e3,
              number(line, "p90") / 1e3,
              number(line, "p99") / 1e3,
              number(line, "p99.9") / 1e3,
              number(line, "max") / 1e3,
              line.getOrDefault("ratio", "")));
    }
    table.forEach(System.out::println);
    final List<String> document = new ArrayList<>(table);
    document.add("");
    machine.forEach((fact, value) -> document.add("- " + fact + ": " + value));
    document.add("");
    lines.forEach(line -> document.add("    " + line.get("command")));
    Files.write(target.resolve("latency.md"), document);
    lines.forEach(line -> line.put("machine", machine));
    Files.writeString(
        target.resolve("latency.json"),
        JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(lines));
  }
}
