package dev.millrace.jmh.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One result.
 *
 * @param group what was measured, without the rival's prefix
 * @param task the method, with its parameters
 * @param rival true when Arrow Java did it
 * @param nanos time of an operation
 * @param error half of the 99.9 % confidence interval of it
 * @param bytes allocated on the heap by an operation
 */
record Measurement(
    String group, String task, boolean rival, double nanos, double error, double bytes) {
  private static final String RIVAL = "ArrowJava";
  private static final String SUFFIX = "Benchmark";

  static Measurement of(final RunResult run) {
    final BenchmarkParams params = run.getParams();
    final String[] names = params.getBenchmark().split("\\.");
    final String type = names[names.length - 2];
    final boolean rival = type.startsWith(RIVAL);
    final Result<?> time = run.getPrimaryResult();
    final Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
    final double unit = TimeUnit.NANOSECONDS.convert(1, params.getTimeUnit());
    return new Measurement(
        (rival ? type.substring(RIVAL.length()) : type).replace(SUFFIX, ""),
        names[names.length - 1] + parametersOf(params),
        rival,
        time.getScore() * unit,
        time.getScoreError() * unit,
        allocated == null ? Double.NaN : allocated.getScore());
  }

  /** Names a benchmark without its package. */
  static String nameOf(final BenchmarkParams params) {
    final String[] names = params.getBenchmark().split("\\.");
    return names[names.length - 2] + "." + names[names.length - 1] + parametersOf(params);
  }

  private static String parametersOf(final BenchmarkParams params) {
    final StringBuilder text = new StringBuilder();
    for (final String key : params.getParamsKeys()) {
      text.append(' ').append(params.getParam(key));
    }
    return text.toString();
  }
}
