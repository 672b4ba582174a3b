package dev.millrace.jmh.micro;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Prints a line for each benchmark, and what JMH has to say when one fails. */
final class Progress implements OutputFormat {
  private final PrintStream out;
  private final StringBuilder said = new StringBuilder();

  private boolean running;
  private int failures;

  Progress(final PrintStream out) {
    this.out = out;
  }

  @Override
  public void startBenchmark(final BenchmarkParams params) {
    settle();
    running = true;
    said.setLength(0);
    out.printf("%-72s ", Measurement.nameOf(params));
    out.flush();
  }

  @Override
  public void endBenchmark(final BenchmarkResult result) {
    if (result == null) {
      return; // JMH calls this for failures in some of its modes only
    }
    running = false;
    out.printf(
        Locale.ROOT,
        "%12.3f %s%n",
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreUnit());
  }

  /** Takes note of a benchmark that began and did not end well. */
  private void settle() {
    if (running) {
      running = false;
      failures++;
      out.println("failed");
      out.println(said);
    }
  }

  /** Counts the benchmarks that gave no result. */
  int failures() {
    return failures;
  }

  @Override
  public void println(final String line) {
    said.append(line).append('\n');
  }

  @Override
  public void print(final String text) {
    said.append(text);
  }

  @Override
  public void verbosePrintln(final String line) {}

  @Override
  public void write(final int b) {
    said.append((char) b);
  }

  @Override
  public void write(final byte[] bytes) {
    said.append(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void iteration(
      final BenchmarkParams params, final IterationParams iterations, final int iteration) {}

  @Override
  public void iterationResult(
      final BenchmarkParams params,
      final IterationParams iterations,
      final int iteration,
      final IterationResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(final Collection<RunResult> results) {
    settle();
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
