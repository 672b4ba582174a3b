package dev.millrace.sdk.demo;

import java.util.List;
import java.util.Locale;

/**
 * What one call of the main job brought.
 *
 * @param call what was called
 * @param transport what it went over
 * @param connections connections it used
 * @param rows rows that came back
 * @param bytes bytes of column data that crossed the process boundary, both ways
 * @param nanos time it took
 * @param expected what the check computed from the definition of the data
 * @param found what it computed from what came back
 */
record JobResult(
    String call,
    String transport,
    int connections,
    long rows,
    long bytes,
    long nanos,
    String expected,
    String found) {

  boolean right() {
    return expected.equals(found);
  }

  List<?> cells() {
    final double seconds = nanos / 1e9;
    return List.of(
        call,
        transport,
        connections,
        rows,
        number("%.3f", seconds),
        number("%.1f", rows / seconds / 1e6),
        number("%.2f", bytes / seconds / 1e9),
        right() ? "ok: " + found : "WRONG: " + found + " instead of " + expected);
  }

  private static String number(final String format, final double value) {
    return String.format(Locale.ROOT, "%9s", String.format(Locale.ROOT, format, value));
  }
}
