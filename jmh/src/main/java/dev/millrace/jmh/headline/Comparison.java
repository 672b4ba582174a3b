package dev.millrace.jmh.headline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The implementations of one combination side by side.
 *
 * @param figures by implementation; never empty
 */
record Comparison(Map<String, Figure> figures) {

  static List<Comparison> of(final List<Figure> all) {
    final Map<String, Map<String, Figure>> lines = new LinkedHashMap<>();
    for (final Figure figure : all) {
      lines
          .computeIfAbsent(figure.combination(), c -> new LinkedHashMap<>())
          .put(figure.implementation(), figure);
    }
    final List<Comparison> comparisons = new ArrayList<>();
    lines.values().forEach(line -> comparisons.add(new Comparison(line)));
    return comparisons;
  }

  /** A figure of the combination, for what all of them share. */
  Figure any() {
    return figures.values().iterator().next();
  }

  Figure millrace() {
    return figures.get("millrace");
  }

  /** Rows a second, or NaN where it was not measured. */
  double median(final String implementation) {
    final Figure figure = figures.get(implementation);
    return figure == null ? Double.NaN : figure.rowsPerSecond().median();
  }

  double ours() {
    return median("millrace");
  }

  double published() {
    // Taken with batches of 4 million rows and 4 scan threads.
    return any().batchRows() == Published.BATCH_ROWS
        ? Published.of(any().workload(), any().transport())
        : Double.NaN;
  }

  double ofLimit() {
    return ours() / median("limit");
  }

  /** How ours compares to the best of the peers that ran. */
  double toPeer() {
    final double best =
        Peers.NAMES.stream()
            .mapToDouble(this::median)
            .filter(m -> !Double.isNaN(m))
            .max()
            .orElse(Double.NaN);
    return ours() / best;
  }
}
