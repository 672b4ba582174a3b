package dev.millrace.sdk.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.sdk.Functions;
import dev.millrace.sdk.Worker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--frobnicate",
        "--http",
        "--unix /tmp/a --tcp 0",
        "--unix /tmp/a --http",
        "--tcp nowhere",
        "--tcp 70000",
        "--unix /tmp/never --idle-timeout -1",
        "--unix /tmp/never --max-connections -1",
        "--log-level loud",
        "surplus"
      })
  void aWrongCommandLineEndsWithStatusTwo(final String line) {
    assertEquals(
        2,
        Worker.named("test").add(Functions.scalar("id", (long v) -> v)).execute(line.split(" ")));
  }
}
