package dev.millrace.jmh.micro;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** All measurements, a line for each task, ours beside Arrow Java's. */
final class ComparisonTable {
  private static final String LINE = "%-34s %16s %10s %16s %10s %10s%n";

  private final Map<String, Map<String, Measurement[]>> groups = new LinkedHashMap<>();

  ComparisonTable(final Collection<RunResult> results) {
    for (final RunResult result : results) {
      final Measurement measurement = Measurement.of(result);
      groups.computeIfAbsent(measurement.group(), g -> new LinkedHashMap<>())
              .computeIfAbsent(measurement.task(), t -> new Measurement[2])[
              measurement.rival() ? 1 : 0] =
          measurement;
    }
  }

  void print(final PrintStream out) {
    groups.forEach(
        (group, tasks) -> {
          out.println();
          out.printf(LINE, group, "millrace", "B/op", "Arrow Java", "B/op", "times");
          tasks.forEach((task, pair) -> print(task, pair[0], pair[1], out));
        });
  }

  private static void print(
      final String task, final Measurement ours, final Measurement rival, final PrintStream out) {
    out.printf(
        LINE,
        "  " + task,
        time(ours),
        bytes(ours),
        time(rival),
        bytes(rival),
        ours == null || rival == null
            ? ""
            : String.format(Locale.ROOT, "%.1fx", rival.nanos() / ours.nanos()));
  }

  private static String time(final Measurement measurement) {
    if (measurement == null) {
      return "-";
    }
    final double nanos = measurement.nanos();
    final double error = 100 * measurement.error() / nanos;
    final String spread = Double.isNaN(error) ? "" : String.format(Locale.ROOT, " ±%.0f%%", error);
    return nanos < 1000
        ? String.format(Locale.ROOT, "%.1f ns%s", nanos, spread)
        : String.format(Locale.ROOT, "%.2f us%s", nanos / 1000, spread);
  }

  /** Less than a byte is what the profiler itself leaves. */
  private static String bytes(final Measurement measurement) {
    return measurement == null || Double.isNaN(measurement.bytes())
        ? ""
        : String.format(Locale.ROOT, "%.0f", measurement.bytes());
  }
}
