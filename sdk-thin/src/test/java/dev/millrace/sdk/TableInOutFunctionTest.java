package dev.millrace.sdk;

import static dev.millrace.sdk.function.Parameter.constant;
import static dev.millrace.sdk.function.Parameter.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.client.BoundTableInOut;
import dev.millrace.sdk.client.TransformSession;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.demo.DemoWorker;
import dev.millrace.sdk.function.BindCall;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.function.TableTransform;
import dev.millrace.sdk.function.TransformOutput;
import dev.millrace.sdk.function.Types;
import dev.millrace.sdk.values.ValueAppender;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of table-in-out functions, inline and through a segment. */
@Timeout(60)
class TableInOutFunctionTest {
  private static final Schema PAIR =
      Types.table(Types.column("n", Types.INT64), Types.column("t", Types.UTF8));
  private static final Schema NUMBERS = Types.table(Types.column("n", Types.INT64));

  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private ServedWorker served;
  private VgiClient client;

  /** Drops odd numbers; the sum of the others follows. */
  private final class Evens implements TableInOutFunction {
    @Override
    public Declaration declaration() {
      return Declaration.of("evens")
          .parameters(constant("fail_at", Types.INT64).defaultsTo(-1), table("data"))
          .hasFinalize()
          .maxWorkers(3)
          .build();
    }

    @Override
    public Schema bind(final BindCall call) {
      if (!call.input().fields().getFirst().type().equals(Types.INT64.type())) {
        throw new IllegalArgumentException("evens of no numbers");
      }
      return NUMBERS;
    }

    @Override
    public TableTransform open(final ScanCall call) {
      final long failAt = call.arguments().getLong("fail_at");
      return new TableTransform() {
        private long sum;

        @Override
        public void transform(final RecordBatch rows, final TransformOutput out) {
          final Int64Column in = (Int64Column) rows.column(0);
          for (long i = 0; i < rows.rowCount(); i++) {
            if (in.get(i) == failAt) {
              throw new IllegalStateException("met " + failAt);
            }
            if (in.get(i) % 2 == 0) {
              sum += in.get(i);
              out.builder().column(0, Int64Builder.class).append(in.get(i));
            }
          }
          if (sum > 0) {
            out.emit();
          }
        }

        @Override
        public byte[] inputEnded() throws IOException {
          if (sum == 666) {
            throw new IOException("no good end");
          }
          return ByteBuffer.allocate(8).putLong(0, sum).array();
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

    @Override
    public TableProducer openFinalize(final ScanCall call, final byte[] state) {
      return out -> {
        out.builder().column(0, Int64Builder.class).append(ByteBuffer.wrap(state).getLong());
        out.emit();
        out.finish();
      };
    }
  }

  /** Each number n gives the rows n-1, ..., 0, one a batch. */
  private static TableTransform countdown() {
    return new TableTransform() {
      private long left;

      @Override
      public void transform(final RecordBatch rows, final TransformOutput out) {
        left = rows.rowCount() == 0 ? 0 : ((Int64Column) rows.column(0)).get(0);
        resume(out);
      }

      @Override
      public void resume(final TransformOutput out) {
        if (left > 0) {
          out.builder().column(0, Int64Builder.class).append(--left);
          out.emit();
        }
        if (left > 0) {
          out.more();
        }
      }
    };
  }

  private void serve(final boolean segment) throws IOException {
    served =
        new ServedWorker(
            Worker.named("test")
                .add(new Evens())
                .add(
                    Functions.transform(
                        Declaration.of("countdown").parameters(table("data")).maxWorkers(1).build(),
                        columns -> columns,
                        _ -> countdown()))
                .add(
                    Functions.transform(
                        Declaration.of("echo").parameters(table("data")).build(),
                        columns -> columns,
                        _ -> (rows, out) -> out.emit(rows)))
                .add(
                    Functions.table(
                        Declaration.of("echo").build(), NUMBERS, _ -> out -> out.finish())));
    client = served.client(ClientOptions.DEFAULT.withSegment(segment ? 16 << 20 : 0));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    served.close();
  }

  private static BatchBuilder fill(final BatchBuilder batch, final List<?>... rows) {
    for (final List<?> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        ValueAppender.append(batch.column(i), row.get(i));
      }
    }
    return batch;
  }

  private static BatchBuilder numbered(final BatchBuilder batch, final int rows) {
    for (long i = 0; i < rows; i++) {
      batch.column(0, Int64Builder.class).append(i);
      ValueAppender.append(batch.column(1), "text " + i);
    }
    return batch;
  }

  private static BatchBuilder numbers(final TransformSession session, final long... values) {
    final BatchBuilder batch = session.rows();
    batch.column(0, Int64Builder.class).append(values, 0, values.length);
    return batch;
  }

  private static List<Object> values(final Column column) {
    final List<Object> values = new ArrayList<>();
    for (long i = 0; i < column.length(); i++) {
      values.add(Values.read(column, i));
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsComeBackAsTheyWere(final boolean segment) throws Exception {
    serve(segment);
    final BoundTableInOut bound = client.tableInOut("echo").bind(PAIR);
    assertEquals(PAIR, bound.schema());
    try (TransformSession session = bound.open()) {
      final RecordBatch some =
          session.transform(
              fill(
                  session.rows(),
                  Arrays.asList(1L, "one"),
                  Arrays.asList(null, null),
                  Arrays.asList(-3L, "")));
      assertEquals(Arrays.asList(1L, null, -3L), values(some.column(0)));
      assertEquals(Arrays.asList("one", null, ""), values(some.column(1)));
      assertEquals(0, session.transform(session.rows()).rowCount());
      RecordBatch again = session.transform(numbered(session.rows(), 30_000));
      for (int turn = 0; turn < 3; turn++) {
        again = session.transform(again); // an answer is the next input
        assertEquals(30_000, again.rowCount());
        assertEquals("text 29999", ((VarBinaryColumn) again.column(1)).getText(29_999));
      }
      for (int round = 0; round < 40; round++) { // more than the segment holds at a time
        final BatchBuilder batch = session.rows();
        for (long i = 0; i < 50_000; i++) {
          batch.column(0, Int64Builder.class).append(round + i);
          ValueAppender.append(batch.column(1), "text " + i);
        }
        final RecordBatch back = session.transform(batch);
        assertEquals(50_000, back.rowCount());
        assertEquals(round + 49_999L, ((Int64Column) back.column(0)).get(49_999));
        assertEquals("text 0", ((VarBinaryColumn) back.column(1)).getText(0));
        assertEquals("text 49999", ((VarBinaryColumn) back.column(1)).getText(49_999));
      }
    }
    client.catalogs(); // the last answer is held until the next call
    assertEquals(0, client.rpc().segmentAllocations());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProjectionLeavesColumnsOut(final boolean segment) throws Exception {
    serve(segment);
    try (TransformSession session =
        client.tableInOut("echo").project(1L, 0L, 1L).bind(PAIR).open()) {
      final RecordBatch back = session.transform(fill(session.rows(), List.of(5L, "five")));
      assertEquals(3, back.columnCount());
      assertEquals(List.of("five"), values(back.column(0)));
      assertEquals(List.of(5L), values(back.column(1)));
      assertEquals(List.of("five"), values(back.column(2)));
    }
    try (TransformSession session = client.tableInOut("echo").project().bind(PAIR).open()) {
      final RecordBatch back =
          session.transform(fill(session.rows(), List.of(5L, "five"), List.of(6L, "six")));
      assertEquals(0, back.columnCount());
      assertEquals(2, back.rowCount());
    }
    assertEquals(0, client.rpc().segmentAllocations());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void somethingFollowsTheInputOfEachStream(final boolean segment) throws Exception {
    serve(segment);
    final BoundTableInOut bound = client.tableInOut("evens").bind(NUMBERS);
    try (TransformSession first = bound.open();
        TransformSession second = first.join()) {
      assertEquals(3, first.execution().maxWorkers());
      assertEquals(0, first.transform(numbers(first, 1, 3)).rowCount());
      assertEquals(List.of(2L, 4L), values(first.transform(numbers(first, 1, 2, 3, 4)).column(0)));
      assertEquals(List.of(100L), values(second.transform(numbers(second, 100)).column(0)));
      final List<Object> rest = new ArrayList<>();
      first.finish((_, batch) -> rest.addAll(values(batch.column(0))));
      assertEquals(List.of(6L), rest);
      second.finish((_, batch) -> rest.addAll(values(batch.column(0))));
      assertEquals(List.of(6L, 100L), rest);
    }
    assertEquals(2, closed.get());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFunctionWithoutAFinalizeHasNothingToFollow(final boolean segment) throws Exception {
    serve(segment);
    try (TransformSession session = client.tableInOut("echo").bind(NUMBERS).open()) {
      session.transform(numbers(session, 1));
      session.finish((_, batch) -> assertEquals(0, batch.rowCount(), "rows after the input"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneInputMayGiveManyBatches(final boolean segment) throws Exception {
    serve(segment);
    try (TransformSession session = client.tableInOut("countdown").bind(NUMBERS).open()) {
      assertEquals(List.of(2L), values(session.transform(numbers(session, 3)).column(0)));
      assertThrows(IllegalStateException.class, () -> session.transform(session.rows()));
      assertEquals(List.of(1L), values(session.more().column(0)));
      assertEquals(List.of(0L), values(session.more().column(0)));
      assertNull(session.more());
      assertEquals(0, session.transform(numbers(session, 0)).rowCount());
      assertNull(session.more());
      assertEquals(List.of(0L), values(session.transform(numbers(session, 1)).column(0)));
      assertNull(session.more());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAFunctionThrowsReachesTheCallerAndTheNextCallWorks(final boolean segment)
      throws Exception {
    serve(segment);
    final BoundTableInOut bound = client.tableInOut("evens").argument(7L).bind(NUMBERS);
    try (TransformSession session = bound.open()) {
      session.transform(numbers(session, 4));
      final RpcException e =
          assertThrows(RpcException.class, () -> session.transform(numbers(session, 5, 6, 7, 8)));
      assertEquals("IllegalStateException", e.errorType());
      assertEquals("met 7", e.errorMessage());
    }
    try (TransformSession session = bound.open()) {
      assertEquals(List.of(4L), values(session.transform(numbers(session, 4)).column(0)));
    }
    try (TransformSession session = bound.open()) {
      session.transform(numbers(session, 666));
      final RpcException e = assertThrows(RpcException.class, () -> session.finish((_, _) -> {}));
      assertTrue(e.errorMessage().contains("no good end"), e.errorMessage());
    }
    assertEquals(3, closed.get());
    assertEquals(0, cancelled.get());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamCanBeGivenUp(final boolean segment) throws Exception {
    serve(segment);
    try (TransformSession session = client.tableInOut("evens").bind(NUMBERS).open()) {
      session.transform(numbers(session, 4));
      session.cancel();
    }
    assertEquals(1, cancelled.get());
    try (TransformSession session = client.tableInOut("evens").bind(NUMBERS).open()) {
      assertEquals(List.of(4L), values(session.transform(numbers(session, 4)).column(0)));
    }
    assertEquals(1, cancelled.get());
    assertEquals(0, client.rpc().segmentAllocations());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callsAreToldApartByTheirTable(final boolean segment) throws Exception {
    serve(segment);
    assertEquals(NUMBERS, client.table("echo").bind().schema()); // an overload without a table
    final RpcException none = assertThrows(RpcException.class, () -> client.table("evens").bind());
    assertTrue(none.errorMessage().contains("'evens' takes a table"), none.errorMessage());
    final RpcException wrong =
        assertThrows(
            RpcException.class,
            () -> client.tableInOut("evens").bind(Types.table(Types.column("t", Types.UTF8))));
    assertEquals("evens of no numbers", wrong.errorMessage());
    assertThrows(RpcException.class, () -> client.scalar("evens").open(NUMBERS));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theDemoEchoTakesWhatNumbersGives(final boolean segment) throws Exception {
    serve(segment);
    try (ServedWorker demo = new ServedWorker(DemoWorker.worker());
        VgiClient numbers = demo.client(ClientOptions.DEFAULT.withSegment(segment ? 8 << 20 : 0));
        VgiClient echo = demo.client(ClientOptions.DEFAULT.withSegment(segment ? 8 << 20 : 0))) {
      final long[] sum = {0};
      try (TransformSession session = echo.tableInOut("echo").bind(NUMBERS).open()) {
        numbers
            .table("numbers")
            .argument(1_000_000L)
            .named("batch_size", 100_000L)
            .bind()
            .scan(
                1,
                (_, batch) -> {
                  final Int64Column back = (Int64Column) session.transform(batch).column(0);
                  for (long i = 0; i < back.length(); i++) {
                    sum[0] += back.get(i);
                  }
                });
      }
      assertEquals(499_999_500_000L, sum[0]);
    }
  }
}
