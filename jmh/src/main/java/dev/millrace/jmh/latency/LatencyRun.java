package dev.millrace.jmh.latency;

import com.fasterxml.jackson.jr.ob.JSON;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Measures one line and prints it as JSON, times in nanoseconds:
 *
 * <pre>{@code
 * LatencyRun millrace|bare unary|add|turn|bulk pipe|unix|tcp|shm|ring WARM-UP-MILLIS MILLIS [REQUEST-BYTES RESPONSE-BYTES]
 * }</pre>
 */
public final class LatencyRun {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9};

  private LatencyRun() {}

  /**
   * Measures.
   *
   * @param arguments as above
   * @throws Exception if a round trip fails
   */
  public static void main(final String[] arguments) throws Exception {
    final String operation = arguments[1];
    final String transport = arguments[2];
    final Map<String, Object> told = new LinkedHashMap<>();
    try (Subject subject =
        arguments[0].equals("bare")
            ? new BareSubject(
                transport, Integer.parseInt(arguments[5]), Integer.parseInt(arguments[6]))
            : new RpcSubject(operation, transport)) {
      measure(subject, Long.parseLong(arguments[3]));
      final long sent = subject.sent();
      final long received = subject.received();
      final Histogram times = measure(subject, Long.parseLong(arguments[4]));
      told.put("count", times.getTotalCount());
      told.put("requestBytes", (subject.sent() - sent) / times.getTotalCount());
      told.put("responseBytes", (subject.received() - received) / times.getTotalCount());
      told.put("min", times.getMinValue());
      for (final double percentile : PERCENTILES) {
        told.put(name(percentile), times.getValueAtPercentile(percentile));
      }
      told.put("max", times.getMaxValue());
      told.put("mean", times.getMean());
    }
    System.out.println(JSON.std.asString(told));
    System.exit(0);
  }

  private static String name(final double percentile) {
    return "p" + (percentile == Math.rint(percentile) ? "" + (int) percentile : "" + percentile);
  }

  private static Histogram measure(final Subject subject, final long millis) throws Exception {
    final Histogram times = new Histogram(3);
    final long end = System.nanoTime() + millis * 1_000_000;
    long before = System.nanoTime();
    while (before < end) {
      subject.once();
      final long after = System.nanoTime();
      times.recordValue(after - before);
      before = after;
    }
    return times;
  }
}
