package dev.millrace.jmh.headline;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures every combination of workload, transport, connections, batch size and implementation,
 * limit first, and writes {@code headline.json}, charts and the table. What runs is narrowed by
 * system properties, each a comma list: {@code headline.workloads}, {@code .transports}, {@code
 * .connections}, {@code .batchRows}, {@code .implementations}; {@code headline.runs}, {@code
 * .warmUps} and {@code .scale} (a factor on the rows of a run) say how much.
 */
public final class Headline {
  private final Path target;
  private final Path argumentFile;
  private final Peers peers;
  private final List<Figure> figures = new ArrayList<>();

  private Headline(final Path target, final Peers peers) throws IOException {
    this.target = target;
    this.peers = peers;
    this.argumentFile = target.resolve("headline.args");
    final List<String> command = Run.javaCommand();
    Files.createDirectories(target);
    Files.write(
        argumentFile,
        command.subList(1, command.size()).stream()
            .map(a -> '"' + a.replace("\\", "\\\\") + '"')
            .toList());
  }

  /**
   * Runs all of it.
   *
   * @param arguments the folder for results; the command of our worker; the folder of the peers
   * @throws Exception if a combination fails: a headline with holes is none
   */
  public static void main(final String[] arguments) throws Exception {
    final Headline headline =
        new Headline(
            Path.of(arguments[0]), Peers.find(Path.of(arguments[1]), Path.of(arguments[2])));
    final Map<String, String> machine = Machine.describe();
    machine.forEach((k, v) -> System.out.printf("%-8s %s%n", k, v));
    headline.measure();
    headline.write(machine);
  }

  private void measure() throws IOException, InterruptedException {
    final int runs = Integer.getInteger("headline.runs", 9);
    final int warmUps = Integer.getInteger("headline.warmUps", 2);
    for (final String workload : choice("workloads", "numbers,upper_case")) {
      for (final String transport : choice("transports", "pipe,unix,tcp,shm")) {
        for (final String connections : choice("connections", "1,2,4")) {
          for (final String batchRows : choice("batchRows", "4000000,0")) {
            for (final String implementation :
                choice("implementations", "limit,millrace,rust,python")) {
              final List<String> worker = peers.command(implementation);
              // A peer has no ring, and no batch size of ours to choose; shm needs a segment it can
              // attach.
              if (worker == null || (peers.isPeer(implementation) && transport.equals("ring"))) {
                continue;
              }
              measure(
                  new RunOptions(
                      workload,
                      transport,
                      Integer.parseInt(connections),
                      Integer.parseInt(batchRows),
                      implementation,
                      rows(workload, transport, implementation),
                      warmUps,
                      runs,
                      worker));
            }
          }
        }
      }
    }
  }

  private static List<String> choice(final String name, final String all) {
    return Arrays.asList(System.getProperty("headline." + name, all).split(","));
  }

  /** Rows of one run: enough for about a second, so that all of it ends within an hour. */
  private static long rows(
      final String workload, final String transport, final String implementation) {
    final boolean memory = transport.equals("shm") || transport.equals("ring");
    final long rows =
        switch (workload) {
          case "numbers" -> memory ? 1_000_000_000L : 200_000_000L;
          case "echo" -> memory ? 200_000_000L : 50_000_000L;
          default -> implementation.equals("limit") ? 50_000_000L : 10_000_000L;
        };
    return (long) (rows * Double.parseDouble(System.getProperty("headline.scale", "1")));
  }

  private void measure(final RunOptions options) throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>();
    command.add(Run.javaCommand().getFirst());
    command.add("@" + argumentFile);
    command.add(Run.class.getName());
    command.addAll(options.toArguments());
    final String line = String.join(" ", command);
    System.out.println("$ " + line);
    final Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    final String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("failed: " + line);
    }
    final Figure figure =
        new Figure(
            options.workload(),
            options.transport(),
            options.connections(),
            options.batchRows(),
            options.implementation(),
            Spread.fromJson(JSON.std.mapFrom(output.lines().toList().getLast())),
            options.rowBytes(),
            line);
    figures.add(figure);
    System.out.printf(
        "  %.1f M rows/s (%.1f to %.1f)%n",
        figure.rowsPerSecond().median() / 1e6,
        figure.rowsPerSecond().min() / 1e6,
        figure.rowsPerSecond().max() / 1e6);
  }

  private void write(final Map<String, String> machine) throws IOException {
    Files.writeString(
        target.resolve("headline.json"),
        JSON.std
            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .asString(figures.stream().map(Figure::toJson).toList()));
    final Map<String, Object> conditions = new LinkedHashMap<>(machine);
    conditions.put("absent", peers.absent());
    Files.writeString(
        target.resolve("headline-machine.json"),
        JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(conditions));
    final String footer =
        machine.get("cpu") + ", " + machine.get("jdk") + ", commit " + machine.get("commit");
    for (final String workload : figures.stream().map(Figure::workload).distinct().toList()) {
      for (final int rows : IntStream.of(4_000_000, 0).toArray()) {
        final String svg = Chart.draw(figures, workload, rows, footer);
        if (!svg.isEmpty()) {
          Files.writeString(
              target.resolve("headline-" + workload + (rows == 0 ? "-own" : "-" + rows) + ".svg"),
              svg);
        }
      }
    }
    System.out.println();
    Table.print(figures, System.out);
    System.out.println();
    Table.segmentOverPipe(figures).forEach(System.out::println);
    peers.absent().forEach(a -> System.out.println("ABSENT: " + a));
  }
}
