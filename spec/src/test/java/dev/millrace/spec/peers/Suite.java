package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A run of pytest over our files in {@code src/test/python}, held to exact counts. */
final class Suite {
  private final String name;
  private final Run run;
  private final Path report;

  /**
   * Prepares a run.
   *
   * @param name names its log and its report
   * @param files test files in our folder
   */
  Suite(final String name, final String... files) {
    this(name, PythonPeers.newest(), Kit.SUITE, files);
  }

  /**
   * Prepares a run in another environment.
   *
   * @param name names its log and its report
   * @param interpreter {@code bin/python} of the environment
   * @param folder where the test files lie; modules of our main folder can be imported there
   * @param files test files in it
   */
  Suite(final String name, final Path interpreter, final Path folder, final String... files) {
    this.name = name;
    report = Kit.REPORTS.resolve(name + ".xml");
    run =
        new Run(name, interpreter, "-m", "pytest", "-q")
            .and("-c", Kit.SUITE.resolve("pytest.ini"), "--rootdir", folder)
            .and("--junitxml=" + report)
            .with("PYTHONPATH", Kit.SUITE)
            // The packages were compiled when they were installed; what is ours leaves no files
            // here.
            .with("PYTHONDONTWRITEBYTECODE", 1)
            // Most processes live for a second: they should not spend it on compiling well.
            .with("MILLRACE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    for (final String file : files) {
      run.and(folder.resolve(file));
    }
  }

  /**
   * Sets a variable of its environment.
   *
   * @param variable name
   * @param value value
   * @return this
   */
  Suite with(final String variable, final Object value) {
    run.with(variable, value);
    return this;
  }

  /**
   * Runs, and asserts that exactly so many tests passed and none did anything else.
   *
   * @param passed how many
   * @param limit how long it may take
   * @throws IOException when there is no report
   */
  void expect(final int passed, final Duration limit) throws IOException {
    Files.deleteIfExists(report);
    final Run.Ended ended = run.await(limit);
    assertTrue(Files.exists(report), ended::tail);
    final Element suite = suite();
    assertAll(
        name,
        () -> assertEquals(0, count(suite, "failures"), ended::tail),
        () -> assertEquals(0, count(suite, "errors"), ended::tail),
        () -> assertEquals(0, count(suite, "skipped"), ended::tail),
        () -> assertEquals(passed, count(suite, "tests"), "tests run"),
        () -> assertEquals(0, ended.status(), ended::tail));
    System.out.printf(
        "%s: %d passed in %.1f s%n", name, passed, Double.parseDouble(suite.getAttribute("time")));
  }

  private Element suite() throws IOException {
    try {
      return (Element)
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("testsuite")
              .item(0);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("no report of pytest: " + report, e);
    }
  }

  private static int count(final Element suite, final String attribute) {
    return Integer.parseInt(suite.getAttribute(attribute));
  }
}
