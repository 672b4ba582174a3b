package dev.millrace.spec.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import dev.millrace.spec.peers.PythonPeers;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged programs, started where they were built and where they were copied. */
@Timeout(120)
class RuntimeImageIT {
  private static final Path IMAGE =
      PythonPeers.moduleDirectory().resolveSibling("sdk-thin").resolve("target/millrace");

  /** Has a program explain itself; gives what it wrote to either output. */
  private static String said(final Path image, final String program, final String options)
      throws IOException, InterruptedException {
    final ProcessBuilder start =
        new ProcessBuilder(image.resolve("bin").resolve(program).toString(), "--help")
            .redirectErrorStream(true);
    start.environment().put("MILLRACE_JAVA_OPTIONS", options);
    start.environment().remove("JAVA_TOOL_OPTIONS"); // every JVM says that it has seen it
    final Process process = start.start();
    process.getOutputStream().close();
    final String said = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), () -> program + ": " + said);
    return said;
  }

  /** The JVM refuses to start in this mode when there is no cache, or none that fits. */
  @ParameterizedTest
  @ValueSource(strings = {"demo-worker", "millrace"})
  void theCacheFitsTheProgramItWasMadeFor(final String program) throws Exception {
    assertCacheFits(IMAGE, program);
  }

  private static void assertCacheFits(final Path image, final String program) throws Exception {
    final Path cache = image.resolve("cache").resolve(program + ".aot");
    final String said = said(image, program, "-XX:AOTCache=" + cache + " -XX:AOTMode=on");
    assertTrue(said.startsWith("Usage:"), said);
  }

  private static void copy(final Path copy, final CopyOption... options) throws IOException {
    try (Stream<Path> files = Files.walk(IMAGE)) {
      for (final Path file : files.toList()) {
        Files.copy(file, copy.resolve(IMAGE.relativize(file).toString()), options);
      }
    }
  }

  @Test
  void theCacheFitsInACopyThatKeepsTimes(@TempDir final Path folder) throws Exception {
    final Path copy = folder.resolve("elsewhere");
    copy(copy, StandardCopyOption.COPY_ATTRIBUTES);
    assertCacheFits(copy, "demo-worker");
  }

  /** To link one takes a JVM milliseconds, the first one many more. */
  @Test
  void aWorkerOfSmallCallsLinksNoNativeOnes(@TempDir final Path folder) throws Exception {
    final Path loaded = folder.resolve("loaded");
    final ClientOptions options =
        ClientOptions.DEFAULT
            .withSegment(0)
            .withRing(RingSettings.NONE)
            .withEnvironment(Map.of("MILLRACE_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded));
    final WorkerLocation worker =
        new WorkerLocation.Command(List.of(IMAGE.resolve("bin/demo-worker").toString()));
    try (VgiClient client = VgiClient.open(worker, options)) {
      client.table("numbers").argument(10L).bind().scan(1, (_, batch) -> {});
    }
    final List<String> classes = Files.readAllLines(loaded);
    assertTrue(classes.stream().anyMatch(line -> line.contains("dev.millrace.sdk.worker.")));
    assertEquals(
        List.of(), classes.stream().filter(line -> line.contains("DowncallStub")).toList());
  }

  /** One without the times of its files, where the cache does not fit. */
  @Test
  void aCopyServesWithoutAWordOnStandardError(@TempDir final Path folder) throws Exception {
    final Path copy = folder.resolve("some where");
    copy(copy);
    final AtomicLong rows = new AtomicLong();
    final Path errors = folder.resolve("errors");
    final List<String> worker =
        List.of(
            "sh",
            "-c",
            "exec \"$0\" 2> \"$1\"",
            copy.resolve("bin/demo-worker").toString(),
            errors.toString());
    try (VgiClient client = VgiClient.open(new WorkerLocation.Command(worker))) {
      client
          .table("numbers")
          .argument(1000L)
          .bind()
          .scan(1, (_, batch) -> rows.addAndGet(batch.rowCount()));
    }
    assertEquals(1000, rows.get());
    assertEquals("", Files.readString(errors));
  }
}
