package dev.millrace.spec.kit.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the driver answers where there is nothing to call: one line for each line, and never an end
 * without a word.
 */
class DriverLoopTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[1]",
        "{}",
        "{'op':7}",
        "{'op':'no_such_op'}",
        "{'op':'unary','request_b64':''}",
        "{'op':'describe'}",
        "{'op':'tick'}",
        "{'op':'stream_open'}",
        "{'op':'connect','transport':'unix','target':'/nowhere'}",
        "{'op':'connect','transport':'shm','target':['x'],'protocol':'P'}",
        "{'op':'connect','transport':'shm','target':['x'],'protocol':'P','shm_size':0}",
        "{'op':'connect','transport':'http','target':'http://x','protocol':'P'}",
        "{'op':'connect','transport':'pigeon','target':'x','protocol':'P'}",
        "{'op':'connect','transport':'stdio','target':[],'protocol':'P'}",
        "{'op':'connect','transport':'tcp','target':'localhost:port','protocol':'P'}",
        "{'op':'capabilities'}",
        "{'op':'session_end'}",
      })
  void whatCannotBeDoneIsRefusedAndTheNextLineIsAnswered(final String line) throws IOException {
    final List<Map<String, Object>> answers = answers(line, "{'op':'shutdown'}");
    assertEquals(2, answers.size());
    assertEquals(false, answers.getFirst().get("ok"));
    assertTrue(answers.getFirst().get("error") instanceof String text && !text.isBlank());
    assertEquals(Map.of("ok", true), answers.getLast());
  }

  @Test
  void httpOperationsSayWhatTheyNeed() throws IOException {
    assertEquals(
        Map.of("ok", false, "error", "op requires http transport"),
        answers("{'op':'capabilities'}").getFirst());
  }

  @Test
  void endingAStreamThatIsNotThereIsNoError() throws IOException {
    for (final Map<String, Object> answer : answers("{'op':'cancel'}", "{'op':'close'}")) {
      assertEquals(true, answer.get("ok"));
    }
  }

  @Test
  void nothingIsAnsweredAfterShutdown() throws IOException {
    assertEquals(1, answers("{'op':'shutdown'}", "{'op':'cancel'}").size());
  }

  private static List<Map<String, Object>> answers(final String... lines) throws IOException {
    final String input = String.join("\n", lines).replace('\'', '"') + "\n";
    final ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(output, false, StandardCharsets.UTF_8)) {
      new DriverLoop(new BufferedReader(new StringReader(input)), out).run();
    }
    final List<Map<String, Object>> answers = new ArrayList<>();
    for (final String line : output.toString(StandardCharsets.UTF_8).lines().toList()) {
      answers.add(JSON.std.mapFrom(line));
    }
    return answers;
  }
}
