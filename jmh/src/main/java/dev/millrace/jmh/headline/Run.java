package dev.millrace.jmh.headline;

import com.fasterxml.jackson.jr.ob.JSON;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures one combination and prints its spread as one line of JSON on stdout:
 *
 * <pre>{@code
 * Run workload transport connections batchRows|own|own:ROWS implementation rows warmUps runs [worker command...]
 * }</pre>
 */
public final class Run {
  private Run() {}

  /**
   * Measures.
   *
   * @param arguments as above
   * @throws Exception if the worker fails or answers with wrong rows
   */
  public static void main(final String[] arguments) throws Exception {
    final RunOptions options = RunOptions.of(arguments);
    final double[] rates = new double[options.runs()];
    final int batchRows;
    try (Subject subject = subject(options)) {
      for (int i = -options.warmUps(); i < rates.length; i++) {
        final long before = System.nanoTime();
        final long rows = subject.run();
        final double rate = rows * 1e9 / (System.nanoTime() - before);
        if (i >= 0) {
          rates[i] = rate;
        }
      }
      batchRows = subject.batchRows();
    }
    System.out.println(
        JSON.std.asString(
            Map.of("rowsPerSecond", Spread.of(rates).toJson(), "batchRows", batchRows)));
    System.exit(0); // whatever thread is still waiting for a worker
  }

  private static Subject subject(final RunOptions options) throws Exception {
    return options.implementation().equals("limit")
        ? new LimitSubject(options, javaCommand(), options.warmUps() + options.runs())
        : new WorkerSubject(options);
  }

  /**
   * Gives the command that started this JVM, up to the main class.
   *
   * @return program, flags and class path
   */
  public static List<String> javaCommand() {
    final List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }
}
