package dev.millrace.jmh.headline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bars instead of numbers: one chart for each workload and batch size, as SVG. */
final class Chart {
  private static final Map<String, String> COLOURS = new LinkedHashMap<>();
  private static final int BAR = 14;
  private static final int GAP = 12;
  private static final int LEFT = 190;
  private static final int WIDTH = 620;
  private static final int RIGHT = 110;
  private static final int TOP = 60;

  static {
    COLOURS.put("limit", "#b8bec8");
    COLOURS.put("millrace", "#1f6feb");
    COLOURS.put("rust", "#c96f3b");
    COLOURS.put("python", "#5a9e5a");
    COLOURS.put("published", "#8a63b8");
  }

  private Chart() {}

  /** Draws the figures of one workload and batch size; empty when there are none. */
  static String draw(
      final List<Figure> all, final String workload, final int batchRows, final String footer) {
    final Map<String, Map<String, Double>> groups = new LinkedHashMap<>();
    double most = 0;
    for (final Figure figure : all) {
      if (figure.workload().equals(workload) && figure.batchRows() == batchRows) {
        final Map<String, Double> group =
            groups.computeIfAbsent(
                figure.transport() + ", " + figure.connections() + " connection(s)",
                g -> new LinkedHashMap<>());
        group.put(figure.implementation(), figure.rowsPerSecond().median());
        final double published =
            batchRows == Published.BATCH_ROWS
                ? Published.of(workload, figure.transport())
                : Double.NaN;
        if (!Double.isNaN(published)) {
          group.put("published", published);
        }
        most =
            Math.max(
                most,
                Math.max(figure.rowsPerSecond().median(), Double.isNaN(published) ? 0 : published));
      }
    }
    if (groups.isEmpty()) {
      return "";
    }
    final List<String> shapes = new ArrayList<>();
    int y = TOP;
    for (final var group : groups.entrySet()) {
      final int height = group.getValue().size() * BAR;
      shapes.add(text(LEFT - 10, y + height / 2 + 4, "end", 12, group.getKey()));
      for (final String implementation : COLOURS.keySet()) {
        final Double rows = group.getValue().get(implementation);
        if (rows != null) {
          shapes.add(bar(y, rows / most * WIDTH, COLOURS.get(implementation)));
          shapes.add(
              text((int) (LEFT + rows / most * WIDTH) + 6, y + BAR - 3, "start", 11, label(rows)));
          y += BAR;
        }
      }
      y += GAP;
    }
    return frame(workload, batchRows, shapes, y, footer);
  }

  private static String frame(
      final String workload,
      final int batchRows,
      final List<String> shapes,
      final int bottom,
      final String footer) {
    final StringBuilder svg = new StringBuilder();
    final int width = LEFT + WIDTH + RIGHT;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\">%n<rect width=\"100%%\" height=\"100%%\""
                + " fill=\"white\"/>%n",
            width,
            bottom + 30));
    svg.append(
        text(
            20,
            24,
            "start",
            16,
            workload
                + ", batches of "
                + (batchRows == 0 ? "our own size" : batchRows + " rows")
                + ": million rows/s, median"));
    int x = 20;
    for (final var colour : COLOURS.entrySet()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"34\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
              x,
              colour.getValue()));
      svg.append(text(x + 17, 44, "start", 12, colour.getKey()));
      x += 110;
    }
    shapes.forEach(svg::append);
    svg.append(text(20, bottom + 16, "start", 10, footer));
    return svg.append("</svg>\n").toString();
  }

  private static String bar(final int y, final double width, final String colour) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
        LEFT,
        y,
        Math.max(width, 1),
        BAR - 2,
        colour);
  }

  private static String text(
      final int x, final int y, final String anchor, final int size, final String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"%d\" fill=\"#222\">%s</text>%n",
        x,
        y,
        anchor,
        size,
        text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private static String label(final double rows) {
    return String.format(Locale.ROOT, rows < 1e7 ? "%.1f" : "%.0f", rows / 1e6);
  }
}
