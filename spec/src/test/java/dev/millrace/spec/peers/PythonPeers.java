package dev.millrace.spec.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * The Python environments of {@code spec/peers}, made on first use by {@code setup-python.sh}, and
 * the engine that {@code setup-engine.sh} adds to one of them.
 *
 * <p>Where the machine has no Python 3.13 or newer, or none of what the engine takes, the test that
 * asked is skipped, and a line that begins with {@value #SKIP_MARK} goes to the test output. With
 * the environment variable {@value #REQUIRED} set, as {@code .ci/run} does, it fails instead.
 */
public final class PythonPeers {
  /** Begins the line that tells of skipped tests. */
  public static final String SKIP_MARK = "PEERS SKIPPED:";

  /** Environment variable that turns the skip into a failure. */
  public static final String REQUIRED = "MILLRACE_REQUIRE_PEERS";

  private static final int ABSENT = 3;

  /** What the scripts answered, each run once. */
  private static final Map<String, String> PREPARED = new ConcurrentHashMap<>();

  private PythonPeers() {}

  /** The environment of the newest line: vgi-rpc 0.52.2, vgi-python 0.47.0, pyarrow, pytest. */
  public static Path newest() {
    return interpreter("newest");
  }

  /** The environment of the earlier line: vgi-rpc 0.42.1, vgi-python 0.28.1, pyarrow, pytest. */
  public static Path earlier() {
    return interpreter("compat");
  }

  /**
   * The interpreter of an environment, which is made when it is not there yet (minutes, once a
   * machine).
   *
   * @param environment the name of a {@code spec/peers/*.txt}
   * @return {@code bin/python} of the environment; console scripts lie beside it
   * @throws TestAbortedException where this machine has no suitable Python
   */
  public static Path interpreter(String environment) {
    return Path.of(prepared("setup-python.sh", environment).strip());
  }

  /**
   * A released engine.
   *
   * @param interpreter {@code bin/python} of the environment that has it
   * @param extension the file by which it talks to workers
   */
  public record Engine(Path interpreter, Path extension) {}

  /** Haybarn 1.5.4rc1 with its extension, which speaks VGI 1.2.0. */
  public static Engine engine() {
    List<String> paths = prepared("setup-engine.sh").lines().toList();
    return new Engine(Path.of(paths.get(0)), Path.of(paths.get(1)));
  }

  private static String prepared(String script, String... arguments) {
    return PREPARED.computeIfAbsent(
        script + String.join(" ", arguments), called -> run(script, arguments));
  }

  private static String run(String name, String... arguments) {
    Path script = moduleDirectory().resolve("peers").resolve(name);
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    try {
      Path complaints = Files.createTempFile("setup", ".txt");
      Process process = new ProcessBuilder(command).redirectError(complaints.toFile()).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      String said = Files.readString(complaints).strip();
      Files.delete(complaints);
      if (status == 0) {
        return answer;
      }
      if (status == ABSENT && System.getenv(REQUIRED) == null) {
        System.out.println(
            SKIP_MARK + " tests with released clients and servers did not run: " + said);
        throw new TestAbortedException(said);
      }
      throw new AssertionError(command + " ended with " + status + ": " + said);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The folder of module spec, whether tests run from it or from the root. */
  public static Path moduleDirectory() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("peers")) ? here : here.resolve("spec");
  }
}
