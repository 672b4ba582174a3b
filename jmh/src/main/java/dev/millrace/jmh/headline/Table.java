package dev.millrace.jmh.headline;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures side by side: a line for each combination, a column for each implementation, and the
 * ratios.
 */
final class Table {
  private static final String LINE = "%-11s %-5s %4s %8s | %9s | %9s %23s %9s %9s | %8s %8s %9s%n";

  private Table() {}

  static void print(final List<Figure> figures, final PrintStream out) {
    out.printf(
        LINE,
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
        "to publ.");
    out.println("M rows/s, median".indent(4).stripTrailing());
    Comparison.of(figures).forEach(line -> print(line, out));
  }

  private static void print(final Comparison line, final PrintStream out) {
    final Figure any = line.any();
    out.printf(
        LINE,
        any.workload(),
        any.transport(),
        any.connections(),
        batch(any.batchRows()),
        millions(line.published()),
        millions(line.median("limit")),
        millions(line.ours()) + range(line.millrace()),
        millions(line.median("rust")),
        millions(line.median("python")),
        ratio(line.ofLimit()),
        ratio(line.toPeer()),
        ratio(line.ours() / line.published()));
  }

  private static String range(final Figure figure) {
    return figure == null
        ? ""
        : " ("
            + millions(figure.rowsPerSecond().min())
            + "-"
            + millions(figure.rowsPerSecond().max())
            + ")";
  }

  /** Segment over pipe, the ratio that was published as 2.82 for numbers. */
  static List<String> segmentOverPipe(final List<Figure> figures) {
    final List<String> lines = new ArrayList<>();
    for (final Comparison shm : Comparison.of(figures)) {
      if (!shm.any().transport().equals("shm")) {
        continue;
      }
      for (final Comparison pipe : Comparison.of(figures)) {
        if (pipe.any().combination().equals(shm.any().combination().replace("/shm/", "/pipe/"))
            && !Double.isNaN(shm.ours() / pipe.ours())) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s, %d connection(s), batch %s: segment over pipe %.2fx%s",
                  shm.any().workload(),
                  shm.any().connections(),
                  batch(shm.any().batchRows()),
                  shm.ours() / pipe.ours(),
                  published(shm, pipe)));
        }
      }
    }
    return lines;
  }

  private static String published(final Comparison shm, final Comparison pipe) {
    final double ratio = shm.published() / pipe.published();
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, " (published: %.2fx)", ratio);
  }

  static String batch(final int rows) {
    return rows == 0 ? "own" : "" + rows;
  }

  static String millions(final double rows) {
    return Double.isNaN(rows)
        ? "-"
        : String.format(Locale.ROOT, rows < 1e7 ? "%.1f" : "%.0f", rows / 1e6);
  }

  static String ratio(final double ratio) {
    return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2fx", ratio);
  }
}
