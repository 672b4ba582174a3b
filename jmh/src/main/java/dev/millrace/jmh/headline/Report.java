package dev.millrace.jmh.headline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What people look at: the table on the console, the same as Markdown, and charts. */
final class Report {
  private Report() {}

  /**
   * Writes {@code headline.md} and a chart for each workload and batch size, and prints the table.
   *
   * @param figures what was measured
   * @param target folder for the files
   * @param out where the table goes
   */
  static void write(final Figures figures, final Path target, final PrintStream out)
      throws IOException {
    final List<Figure> all = figures.all();
    final Map<String, Object> machine = figures.machine();
    final String footer =
        machine.get("cpu")
            + ", "
            + machine.get("cores")
            + " cores, "
            + machine.get("jdk")
            + ", commit "
            + machine.get("commit");
    for (final String workload : all.stream().map(Figure::workload).distinct().toList()) {
      for (final int rows : all.stream().mapToInt(Figure::batchRows).distinct().toArray()) {
        final String svg = Chart.draw(all, workload, rows, footer);
        if (!svg.isEmpty()) {
          Files.writeString(
              target.resolve("headline-" + workload + (rows == 0 ? "-own" : "-" + rows) + ".svg"),
              svg);
        }
      }
    }
    Files.writeString(target.resolve("headline.md"), Markdown.of(all, footer));
    out.println();
    Table.print(all, out);
    out.println();
    Table.segmentOverPipe(all).forEach(out::println);
  }
}
