package dev.millrace.jmh.headline;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured so far, in the order of measuring, and where it is kept: {@code headline.json}
 * beside {@code headline-machine.json}, written after each figure so that nothing is lost with a
 * later one.
 */
final class Figures {
  private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  /** What must be the same for figures of two headlines to stand in one table. */
  private static final List<String> CONDITIONS = List.of("cpu", "cores", "jdk", "flags", "commit");

  private final Path json;
  private final Path machineJson;
  private final Map<String, Object> machine;
  private final Map<String, Figure> figures = new LinkedHashMap<>();

  private Figures(final Path target, final Map<String, Object> machine) {
    this.json = target.resolve("headline.json");
    this.machineJson = target.resolve("headline-machine.json");
    this.machine = machine;
  }

  static Figures none(final Path target, final Map<String, Object> machine) throws IOException {
    final Figures none = new Figures(target, machine);
    none.write();
    return none;
  }

  /**
   * Goes on with the figures of the last headline.
   *
   * @throws IOException if there are none, or taken under other conditions
   */
  static Figures kept(final Path target, final Map<String, Object> machine) throws IOException {
    final Figures kept = new Figures(target, machine);
    final Map<String, Object> before = JSON.std.mapFrom(Files.readString(kept.machineJson));
    for (final String condition : CONDITIONS) {
      if (!String.valueOf(machine.get(condition)).equals(String.valueOf(before.get(condition)))) {
        throw new IOException(
            "the figures in "
                + kept.json
                + " were taken with "
                + condition
                + " "
                + before.get(condition)
                + ", now it is "
                + machine.get(condition));
      }
    }
    kept.read();
    return kept;
  }

  private void read() throws IOException {
    for (final Object figure : JSON.std.listFrom(Files.readString(json))) {
      @SuppressWarnings("unchecked") // what toJson wrote
      final Figure read = Figure.fromJson((Map<String, Object>) figure);
      figures.put(key(read), read);
    }
  }

  private static String key(final Figure figure) {
    return figure.combination() + "/" + figure.implementation();
  }

  /** Adds a figure; one of the same combination and implementation gives way. */
  void add(final Figure figure) throws IOException {
    figures.put(key(figure), figure);
    write();
  }

  private void write() throws IOException {
    Files.writeString(
        json, PRETTY.asString(figures.values().stream().map(Figure::toJson).toList()) + "\n");
    Files.writeString(machineJson, PRETTY.asString(machine) + "\n");
  }

  List<Figure> all() {
    return new ArrayList<>(figures.values());
  }

  Map<String, Object> machine() {
    return machine;
  }
}
