package dev.millrace.sdk;

import static dev.millrace.sdk.function.Parameter.constant;
import static dev.millrace.sdk.function.Parameter.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.client.BoundTable;
import dev.millrace.sdk.client.ScanSummary;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.function.BindCall;
import dev.millrace.sdk.function.Cardinality;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableOutput;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TableFunctionTest {
  private static final Schema PAIR =
      Types.table(Types.column("n", Types.INT64), Types.column("t", Types.UTF8));

  private final Counting counting = new Counting();
  private ServedWorker served;
  private VgiClient client;

  /** Numbers divided among any number of producers; counts what it is asked. */
  private static final class Counting implements TableFunction {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public Declaration declaration() {
      return Declaration.of("counting")
          .parameters(
              constant("count", Types.INT64).atLeast(0),
              named("step", Types.INT64).defaultsTo(10).atLeast(1),
              named("fail_at", Types.INT64).defaultsTo(-1))
          .maxWorkers(4)
          .build();
    }

    @Override
    public Schema bind(final BindCall call) {
      return PAIR;
    }

    @Override
    public Cardinality cardinality(final BindCall call) {
      return Cardinality.exactly(call.arguments().getLong("count"));
    }

    @Override
    public void begin(final ScanCall call) {
      begun.incrementAndGet();
      call.storage().counterAdd("next", 0);
    }

    @Override
    public TableProducer open(final ScanCall call) {
      opened.incrementAndGet();
      final long count = call.arguments().getLong("count");
      final long step = call.arguments().getLong("step");
      final long failAt = call.arguments().getLong("fail_at");
      return new TableProducer() {
        @Override
        public void produce(final TableOutput out) throws Exception {
          final long end = call.storage().counterAdd("next", step);
          if (failAt >= 0 && end > failAt) {
            throw new IOException("no disk");
          }
          if (end - step >= count) {
            out.finish();
            return;
          }
          final var batch = out.builder();
          for (long i = end - step; i < Math.min(end, count); i++) {
            batch.column(0, Int64Builder.class).append(i);
            batch.column(1, VarBinaryBuilder.class).append("t" + i);
          }
          out.emit();
        }

        @Override
        public void cancel() {
          cancelled.incrementAndGet();
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }
  }

  @BeforeEach
  void serve() throws IOException {
    served =
        new ServedWorker(
            Worker.named("test")
                .add(counting)
                .addTo(
                    List.of("deep", "down"),
                    Functions.table(
                        Declaration.of("two").build(),
                        PAIR,
                        call -> {
                          final int[] left = {2};
                          return out -> {
                            out.builder().column(0, Int64Builder.class).append(left[0]);
                            out.builder();
                            out.finish();
                          };
                        })));
    client = served.client();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    served.close();
  }

  @Test
  void producersTogetherYieldEachRowExactlyOnce() throws Exception {
    final BitSet seen = new BitSet();
    final BoundTable bound = client.table("counting").argument(10_003).named("step", 7).bind();
    assertEquals(10_003L, bound.cardinality().max());
    final ScanSummary summary =
        bound.scan(
            4,
            (_, batch) -> {
              final Int64Column n = (Int64Column) batch.column("n");
              synchronized (seen) {
                for (long i = 0; i < batch.rowCount(); i++) {
                  assertTrue(!seen.get((int) n.get(i)), "twice: " + n.get(i));
                  seen.set((int) n.get(i));
                }
              }
            });
    assertEquals(4, summary.workers());
    assertEquals(10_003, summary.rows());
    assertEquals(10_003, seen.cardinality());
    assertEquals(1, counting.begun.get());
    assertEquals(4, counting.opened.get());
  }

  @Test
  void theWorkerLimitsTheNumberOfConnections() throws Exception {
    final ScanSummary summary = client.table("counting").argument(100).bind().scan(9, (_, _) -> {});
    assertEquals(4, summary.workers());
  }

  @Test
  void executionsDoNotShareTheirState() throws Exception {
    final BoundTable bound = client.table("counting").argument(25).bind();
    assertEquals(25, bound.scan(1, (_, _) -> {}).rows());
    assertEquals(25, bound.scan(2, (_, _) -> {}).rows());
  }

  @Test
  void columnsNobodyWantsAreLeftOut() throws Exception {
    assertEquals(
        List.of(List.of("t0"), List.of("t1")),
        Rows.scan(client.table("counting").argument(2).project(1L)));
    assertEquals(
        List.of(List.of("t0", 0L), List.of("t1", 1L)),
        Rows.scan(client.table("counting").argument(2).project(1L, 0L)));
    final BoundTable none = client.table("counting").argument(12).project().bind();
    assertEquals(12, none.scan(1, (_, b) -> assertEquals(0, b.columnCount())).rows());
    final RpcException e =
        assertThrows(
            RpcException.class,
            () -> client.table("counting").argument(2).project(2L).bind().scan(1, (_, _) -> {}));
    assertTrue(e.errorMessage().contains("there are 2 columns"), e.errorMessage());
  }

  @Test
  void failuresOfAProducerReachTheReaderAndTheConnectionLives() throws Exception {
    final BoundTable bound = client.table("counting").argument(1000).named("fail_at", 50).bind();
    final RpcException e = assertThrows(RpcException.class, () -> bound.scan(1, (_, _) -> {}));
    assertEquals("IOException", e.errorType());
    assertEquals("no disk", e.errorMessage());
    assertEquals(3, client.table("counting").argument(3).bind().scan(1, (_, _) -> {}).rows());
  }

  @Test
  void aReaderThatGivesUpCancels() throws Exception {
    final BoundTable bound = client.table("counting").argument(1_000_000).bind();
    assertThrows(
        IllegalStateException.class,
        () ->
            bound.scan(
                2,
                (_, _) -> {
                  throw new IllegalStateException("enough");
                }));
    for (int i = 0; i < 500 && counting.closed.get() < counting.opened.get(); i++) {
      Thread.sleep(10);
    }
    assertEquals(counting.opened.get(), counting.closed.get());
  }

  @Test
  void wrongArgumentsAreTold() {
    assertTold("is missing", client.table("counting")::bind);
    assertTold("must be >= 0", () -> client.table("counting").argument(-1).bind());
    assertTold("by position, not 2", () -> client.table("counting").argument(1).argument(2).bind());
    assertTold(
        "has no named argument 'stride'; it has [step, fail_at]",
        () -> client.table("counting").argument(1).named("stride", 2).bind());
    assertTold(
        "has no named argument 'count'",
        () -> client.table("counting").argument(1).named("count", 2).bind());
    assertTold("must be >= 1", () -> client.table("counting").argument(1).named("step", 0).bind());
  }

  /** Something that fails. */
  private interface Attempt {
    Object run() throws Exception;
  }

  private static void assertTold(final String text, final Attempt attempt) {
    final RpcException e = assertThrows(RpcException.class, attempt::run);
    assertTrue(e.errorMessage().contains(text), e.errorMessage());
  }

  @Test
  void nestedSchemasAreFoundByTheirPath() throws Exception {
    assertEquals(PAIR, client.table("two").inSchema("DEEP", "down").bind().schema());
    assertTold(
        "It is available in: [deep.down]", () -> client.table("two").inSchema("deep").bind());
  }
}
