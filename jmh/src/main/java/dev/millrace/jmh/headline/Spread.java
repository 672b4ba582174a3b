package dev.millrace.jmh.headline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Median and range of several runs.
 *
 * @param median middle value
 * @param min smallest
 * @param max largest
 */
record Spread(double median, double min, double max) {

  static Spread of(final double[] values) {
    final double[] sorted = values.clone();
    Arrays.sort(sorted);
    final int n = sorted.length;
    final double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[0], sorted[n - 1]);
  }

  Map<String, Object> toJson() {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("median", Math.round(median));
    json.put("min", Math.round(min));
    json.put("max", Math.round(max));
    return json;
  }

  @SuppressWarnings("unchecked") // what toJson wrote
  static Spread fromJson(final Object json) {
    final Map<String, Number> map = (Map<String, Number>) json;
    return new Spread(
        map.get("median").doubleValue(),
        map.get("min").doubleValue(),
        map.get("max").doubleValue());
  }
}
