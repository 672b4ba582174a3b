package dev.millrace.sdk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.sdk.client.ScalarSession;
import dev.millrace.sdk.client.TransformSession;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.demo.DemoWorker;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that worker and client together allocate for a batch in steady state, inline and through a
 * segment: next to nothing. Both run in this process, so every thread counts.
 */
class SteadyStateTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final long EIGHT_LETTERS = 0x6d6d6d6d6d6d6d6dL;

  /** What the JDK itself makes for a gathering write to a socket, twice a batch. */
  private static final int OF_SOCKETS = 400;

  private static final int ROWS = 20_000;
  private static final int ROUND = 200;

  /** Rounds until the code is compiled, at most. */
  private static final int ROUNDS = 60;

  /** One batch there and back. */
  @FunctionalInterface
  private interface Turn {
    void run() throws Exception;
  }

  private static void assertNoGarbage(final String what, final int most, final Turn turn)
      throws Exception {
    final Rounds rounds = new Rounds();
    while (rounds.least > most && rounds.count < ROUNDS) {
      for (int i = 0; i < ROUND; i++) {
        turn.run();
      }
      rounds.end();
    }
    rounds.require(what, most);
  }

  /** What was allocated for a batch, in the round with least of it. */
  private static final class Rounds {
    private long before = THREADS.getTotalThreadAllocatedBytes();
    private double least = Double.MAX_VALUE;
    private int count;

    private void end() {
      final long now = THREADS.getTotalThreadAllocatedBytes();
      least = Math.min(least, (double) (now - before) / ROUND);
      before = now;
      count++;
    }

    private void require(final String what, final int most) {
      assertTrue(least <= most, what + " allocates " + least + " bytes a batch");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBatchMakesNoGarbage(final boolean segment) throws Exception {
    final int most = segment ? 100 : OF_SOCKETS;
    final Schema numbers = Types.table(Types.column("n", Types.INT64));
    final Schema texts = Types.table(Types.column("t", Types.UTF8));
    try (ServedWorker served = new ServedWorker(DemoWorker.worker());
        VgiClient client =
            served.client(ClientOptions.DEFAULT.withSegment(segment ? 32 << 20 : 0))) {
      try (TransformSession session = client.tableInOut("echo").bind(numbers).open()) {
        assertNoGarbage(
            "echo",
            most,
            () -> {
              final var rows = session.rows();
              final Int64Builder n = rows.column(0, Int64Builder.class);
              n.reserve(ROWS);
              n.setLength(ROWS);
              session.transform(rows);
            });
      }
      try (ScalarSession session = client.scalar("upper_case").open(texts)) {
        assertNoGarbage(
            "upper_case",
            most,
            () -> {
              final var rows = session.rows();
              final VarBinaryBuilder t = rows.column(0, VarBinaryBuilder.class);
              for (int i = 0; i < ROWS; i++) {
                t.reserveBytes(Long.BYTES);
                t.dataSegment().set(WORD, t.dataOffset() + t.dataLength(), EIGHT_LETTERS);
                t.commit(Long.BYTES);
              }
              session.evaluate(rows);
            });
      }
      final Rounds rounds = new Rounds();
      final AtomicLong seen = new AtomicLong();
      client
          .table("numbers")
          .argument((long) ROWS * ROUND * ROUNDS / 4)
          .named("batch_size", (long) ROWS)
          .bind()
          .scan(
              1,
              (_, _) -> {
                if (seen.incrementAndGet() % ROUND == 0) {
                  rounds.end();
                }
              });
      rounds.require("numbers", most);
    }
  }
}
