package dev.millrace.sdk.worker;

import java.util.Locale;

/** Tells names that were probably mistyped from others. */
final class EditDistance {

  private EditDistance() {}

  /**
   * Whether so few insertions, deletions and replacements, case aside, turn one name into the
   * other.
   */
  static boolean atMost(final String a, final String b, final int most) {
    final String x = a.toLowerCase(Locale.ROOT);
    final String y = b.toLowerCase(Locale.ROOT);
    if (Math.abs(x.length() - y.length()) > most) {
      return false;
    }
    int[] above = new int[y.length() + 1];
    for (int j = 0; j <= y.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= x.length(); i++) {
      final int[] row = new int[y.length() + 1];
      row[0] = i;
      for (int j = 1; j <= y.length(); j++) {
        final int replaced = above[j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[y.length()] <= most;
  }
}
