package dev.millrace.jmh.micro;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the micro benchmarks, one line each as they end, then prints them side by side with those of
 * Arrow Java. Time and allocated bytes are per operation, which is one batch where batches are
 * handled.
 */
public final class MicroRun {
  private MicroRun() {}

  /**
   * Runs.
   *
   * @param arguments where to write {@code micro.json}, then options of JMH: a regular expression
   *     for the names, {@code -p family=...}, {@code -f 3} and so on
   * @throws Exception if a benchmark fails
   */
  public static void main(final String[] arguments) throws Exception {
    final Path folder = Files.createDirectories(Path.of(arguments[0]));
    final Path json = folder.resolve("micro.json");
    final Options asked =
        new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length));
    final Options options =
        new OptionsBuilder()
            .parent(asked)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(false)
            .resultFormat(ResultFormatType.JSON)
            .result(json.toString())
            .build();
    final Progress progress = new Progress(System.out);
    final Collection<RunResult> results = new Runner(options, progress).run();
    new ComparisonTable(results).print(System.out);
    System.out.println();
    System.out.println("All figures: " + json);
    if (progress.failures() > 0) {
      throw new IllegalStateException(progress.failures() + " benchmarks failed, see above");
    }
  }
}
