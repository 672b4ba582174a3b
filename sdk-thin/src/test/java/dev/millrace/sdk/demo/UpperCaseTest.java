package dev.millrace.sdk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.sdk.Rows;
import dev.millrace.sdk.ServedWorker;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The demo's texts, many at a time: every remainder of its loops, with and without ASCII alone. */
class UpperCaseTest {
  private static final Schema TEXT = Types.table(Types.column("t", Types.UTF8));

  private static String text(final Random random, final int longest) {
    final StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append((char) random.nextInt(128));
    }
    return text.toString();
  }

  @Test
  void everyTextIsAsJavaHasIt() throws Exception {
    final Random random = new Random(5);
    try (ServedWorker served = new ServedWorker(DemoWorker.worker());
        VgiClient client = served.client()) {
      for (int round = 0; round < 60; round++) {
        final List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(3000); i >= 0; i--) {
          texts.add(round % 3 == 0 && i % 50 == 1 ? null : text(random, round % 20));
        }
        if (round % 5 == 4) {
          texts.set(random.nextInt(texts.size()), "Straße, " + "naïve ".repeat(round % 4) + "é");
        }
        final List<List<Object>> rows = new ArrayList<>();
        texts.forEach(t -> rows.add(Arrays.asList((Object) t)));
        final List<String> expected = new ArrayList<>();
        texts.forEach(t -> expected.add(t == null ? null : t.toUpperCase(Locale.ROOT)));
        assertEquals(expected, Rows.evaluate(client.scalar("upper_case"), TEXT, rows));
      }
    }
  }
}
