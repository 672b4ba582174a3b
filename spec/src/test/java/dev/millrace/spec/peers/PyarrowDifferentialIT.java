package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The codec against pyarrow, both ways, on streams of every type of the format: nulls, empty
 * batches, slices, nested forms, dictionaries that grow and are replaced, both compressions.
 *
 * <p>The Java side are plain programs with nothing but wire, codec and what these need on the class
 * path, run without a flag; a word on their stderr fails the test.
 */
class PyarrowDifferentialIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path python = PythonPeers.newest();
  private final Path script =
      PythonPeers.moduleDirectory().resolve("src/test/python/differential.py");

  @Test
  void javaReadsAndRewritesWhatPyarrowWrites(@TempDir final Path made, @TempDir final Path written)
      throws IOException {
    python("make", made);
    final long streams = count(made);
    assertTrue(streams > 300, () -> "only " + streams + " streams were made");
    assertEquals(
        streams + " streams rewritten",
        java("rewrite", "dev.millrace.codec.differential.RewriteStreams", made, written));
    final long variants = count(written);
    assertTrue(variants >= 3 * streams, () -> variants + " of " + streams + " streams");
    assertEquals(variants + " streams are equal", python("compare", made, written));
  }

  @Test
  void pyarrowReadsAndRewritesWhatJavaWrites(@TempDir final Path made, @TempDir final Path copied)
      throws IOException {
    final String corpus = "dev.millrace.codec.differential.CorpusStreams";
    java("corpus-write", corpus, "write", made);
    final long streams = count(made);
    assertTrue(streams > 200, () -> "only " + streams + " streams were made");
    assertEquals(streams + " streams are equal", python("recode", made, copied));
    assertEquals(
        streams + " streams are as they were", java("corpus-check", corpus, "check", copied));
  }

  private static long count(final Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private String python(final String command, final Object... folders) {
    final Run run = new Run("differential-" + command, python, script, command).and(folders);
    final Run.Ended ended = run.await(LIMIT);
    assertEquals(0, ended.status(), ended::tail);
    return ended.output().strip();
  }

  private static String java(final String name, final String main, final Object... arguments) {
    final List<Object> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java"));
    command.add("-cp");
    command.add(classPath());
    command.add(main);
    command.addAll(Arrays.asList(arguments));
    final Run run = new Run("differential-" + name, command.toArray());
    // no option may slip in from outside, and none may be needed
    run.without("JDK_JAVA_OPTIONS").without("JAVA_TOOL_OPTIONS");
    final Run.Ended ended = run.await(LIMIT);
    assertEquals(0, ended.status(), ended::tail);
    return ended.output().strip();
  }

  /** Classes of wire and codec, the programs among codec's tests, and the two jars wire needs. */
  private static String classPath() {
    final Path root = PythonPeers.moduleDirectory().getParent();
    final List<String> path = new ArrayList<>();
    path.add(root.resolve("wire/target/classes").toString());
    path.add(root.resolve("codec/target/classes").toString());
    path.add(root.resolve("codec/target/test-classes").toString());
    for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      final String file = Path.of(entry).getFileName().toString();
      if (file.startsWith("arrow-format-") || file.startsWith("flatbuffers-java-")) {
        path.add(entry);
      }
    }
    assertEquals(5, path.size(), path::toString);
    return String.join(File.pathSeparator, path);
  }
}
