package dev.millrace.jmh.headline;

import java.util.List;
import java.util.Locale;

/** The table in the form that README takes over. */
final class Markdown {
  private Markdown() {}

  static String of(final List<Figure> figures, final String conditions) {
    final StringBuilder text = new StringBuilder();
    text.append("Million rows a second, median of the measured runs. ")
        .append(conditions)
        .append(".\n\n")
        .append(
            "| workload | over | connections | batch | published | limit | Millrace | Rust | Python"
                + " |")
        .append(" of limit | to best peer |\n")
        .append("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (final Comparison line : Comparison.of(figures)) {
      final Figure any = line.any();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %s | %s | %s | %s | %s | %s | %s | %s |%n",
              any.workload(),
              any.transport(),
              any.connections(),
              Table.batch(any.batchRows()),
              Table.millions(line.published()),
              Table.millions(line.median("limit")),
              Table.millions(line.ours()),
              Table.millions(line.median("rust")),
              Table.millions(line.median("python")),
              Table.ratio(line.ofLimit()),
              Table.ratio(line.toPeer())));
    }
    text.append('\n');
    Table.segmentOverPipe(figures).forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }
}
