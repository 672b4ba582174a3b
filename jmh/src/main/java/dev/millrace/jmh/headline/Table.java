package dev.millrace.jmh.headline;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures side by side: a line for each combination, a column for each implementation, and the
 * ratios.
 */
final class Table {
  private static final List<String> IMPLEMENTATIONS =
      List.of("limit", "millrace", "rust", "python");

  private Table() {}

  static void print(final List<Figure> figures, final PrintStream out) {
    final Map<String, Map<String, Figure>> lines = new LinkedHashMap<>();
    for (final Figure figure : figures) {
      lines
          .computeIfAbsent(figure.combination(), c -> new LinkedHashMap<>())
          .put(figure.implementation(), figure);
    }
    out.printf(
        "%-11s %-5s %4s %8s | %9s | %9s %21s %9s %9s | %8s %8s %9s%n",
        "workload",
        "over",
        "conn",
        "batch",
        "published",
        "limit",
        "millrace (min-max)",
        "rust",
        "python",
        "of limit",
        "to peer",
        "published");
    out.println("M rows/s, median".indent(4).stripTrailing());
    for (final Map<String, Figure> line : lines.values()) {
      print(line, out);
    }
  }

  private static void print(final Map<String, Figure> line, final PrintStream out) {
    final Figure any = line.values().iterator().next();
    final double published = Published.of(any.workload(), any.transport());
    final double[] medians = new double[IMPLEMENTATIONS.size()];
    for (int i = 0; i < medians.length; i++) {
      final Figure figure = line.get(IMPLEMENTATIONS.get(i));
      medians[i] = figure == null ? Double.NaN : figure.rowsPerSecond().median();
    }
    final double ours = medians[1];
    final double peer = best(medians[2], medians[3]);
    final Figure our = line.get("millrace");
    final String range =
        our == null
            ? ""
            : String.format(
                Locale.ROOT,
                " (%.0f-%.0f)",
                our.rowsPerSecond().min() / 1e6,
                our.rowsPerSecond().max() / 1e6);
    out.printf(
        "%-11s %-5s %4d %8s | %9s | %9s %21s %9s %9s | %8s %8s %9s%n",
        any.workload(),
        any.transport(),
        any.connections(),
        any.batchRows() == 0 ? "own" : any.batchRows(),
        millions(published),
        millions(medians[0]),
        millions(ours) + range,
        millions(medians[2]),
        millions(medians[3]),
        ratio(ours / medians[0]),
        ratio(ours / peer),
        ratio(ours / published));
  }

  /** The best of the peers that ran. */
  private static double best(final double a, final double b) {
    if (Double.isNaN(a)) {
      return b;
    }
    return Double.isNaN(b) ? a : Math.max(a, b);
  }

  /** Segment over pipe, the ratio that was published as 2.82 for numbers. */
  static List<String> segmentOverPipe(final List<Figure> figures) {
    final List<String> lines = new ArrayList<>();
    for (final Figure shm : figures) {
      for (final Figure pipe : figures) {
        if (shm.implementation().equals("millrace")
            && pipe.implementation().equals("millrace")
            && shm.transport().equals("shm")
            && pipe.transport().equals("pipe")
            && shm.workload().equals(pipe.workload())
            && shm.connections() == pipe.connections()
            && shm.batchRows() == pipe.batchRows()) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s, %d connection(s), batch %s: segment over pipe %.2fx%s",
                  shm.workload(),
                  shm.connections(),
                  shm.batchRows() == 0 ? "own" : shm.batchRows(),
                  shm.rowsPerSecond().median() / pipe.rowsPerSecond().median(),
                  shm.workload().equals("numbers") ? " (published: 2.82x)" : ""));
        }
      }
    }
    return lines;
  }

  private static String millions(final double rows) {
    return Double.isNaN(rows)
        ? "-"
        : String.format(Locale.ROOT, rows < 1e7 ? "%.1f" : "%.0f", rows / 1e6);
  }

  private static String ratio(final double ratio) {
    return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2fx", ratio);
  }
}
