package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams through typed proxies, and the connection after each of them. */
@Timeout(60)
class StreamCallTest {
  private Peers peers;
  private Fixture fixture;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
    fixture = peers.fixture;
  }

  @AfterEach
  void stop() {
    peers.close();
  }

  private static List<Long> drain(final ProducerStream<?> stream) {
    final List<Long> all = new ArrayList<>();
    for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
      for (final long n : ((Int64Column) batch.column(0)).toArray()) {
        all.add(n);
      }
    }
    return all;
  }

  private void assertUsable() {
    assertEquals(2, fixture.add(1, 1));
  }

  @Test
  void producerGivesItsBatchesAndEnds() {
    try (ProducerStream<Void> stream = fixture.count(3)) {
      assertEquals(List.of(0L, 1L, 2L), drain(stream));
      assertNull(stream.next());
      assertNull(stream.header());
    }
    assertUsable();
    assertEquals(List.of(4L, 0L, 1L), fixture.counters());
  }

  @Test
  void headerComesFirstAndLogsBeforeIt() {
    try (ProducerStream<FixtureStreams.Header> stream = fixture.countWithHeader(null, 2)) {
      assertEquals(new FixtureStreams.Header(2, "up to 2"), stream.header());
      assertEquals("before the header", peers.logs.getFirst().message());
      assertEquals(List.of(0L, 1L), drain(stream));
    }
    assertUsable();
  }

  @Test
  void ticksCarryMetadataBothWays() {
    try (ProducerStream<Void> stream = fixture.repeatsTicks()) {
      final RecordBatch first = stream.next(Metadata.of("app.tick", "λ"));
      assertEquals("λ", ((BinaryColumn) first.column(0)).getText(0));
      assertEquals("ünïcode-λ", first.metadata().get("app.answer"));
      final RecordBatch second = stream.next();
      assertEquals("[]", ((BinaryColumn) second.column(0)).getText(0));
      final RecordBatch last = stream.next(Metadata.of("app.tick", "last"));
      assertEquals("last", ((BinaryColumn) last.column(0)).getText(0));
      assertNull(stream.next());
    }
    assertUsable();
  }

  @Test
  void tickSentAheadChangesNothingButTheWaiting() throws Exception {
    try (ProducerStream<Void> stream = fixture.count(3).readAhead(true)) {
      assertEquals(List.of(0L, 1L, 2L), drain(stream));
      assertNull(stream.next());
    }
    assertUsable();
    try (ProducerStream<Void> stream = fixture.endless().readAhead(true)) {
      final RecordBatch first = stream.next();
      for (int i = 0; peers.service.turns.get() < 7 && i < 500; i++) {
        Thread.sleep(10);
      }
      assertEquals(
          7, peers.service.turns.get(), "the next two batches are made without being waited for");
      assertEquals(0, ((Int64Column) first.column(0)).get(0));
      stream.readAhead(false);
      assertEquals(1, ((Int64Column) stream.next().column(0)).get(0));
      assertEquals(2, ((Int64Column) stream.next().column(0)).get(0));
      assertEquals(3, ((Int64Column) stream.next().column(0)).get(0));
      assertEquals(8, peers.service.turns.get(), "one batch for each tick");
    }
    assertUsable();
    final ProducerStream<Void> cancelled = fixture.endless().readAhead(true);
    cancelled.next();
    cancelled.cancel();
    assertUsable();
    try (ProducerStream<Void> stream = fixture.failsAfter(1).readAhead(true)) {
      stream.next();
      assertThrows(RpcException.class, stream::next);
    }
    assertUsable();
  }

  @Test
  void exchangeAnswersEveryBatchAndPassesMetadata() {
    try (ExchangeStream<Void> stream = fixture.scale(2)) {
      for (int i = 1; i <= 3; i++) {
        final RecordBatch out =
            stream.exchange(
                Peers.doubles(FixtureService.VALUE, i, i + 1), Metadata.of("k", "v" + i));
        assertEquals(2 * i + 2.0, ((Float64Column) out.column(0)).get(1));
        assertEquals(Metadata.of("k", "v" + i), out.metadata());
      }
    }
    assertUsable();
    assertEquals(List.of(3L, 0L, 1L), fixture.counters());
  }

  @Test
  void exchangeCastsAndRefuses() {
    final Schema whole = Schema.of(FixtureService.COUNTER.fields().getFirst().withName("value"));
    try (ExchangeStream<Void> stream = fixture.scale(0.5)) {
      final RecordBatch out = stream.exchange(Peers.longs(whole, 3));
      assertEquals(1.5, ((Float64Column) out.column(0)).get(0));
      final RpcException e =
          assertThrows(
              RpcException.class, () -> stream.exchange(Peers.longs(whole, (1L << 53) + 1)));
      assertEquals("TypeError", e.errorType());
      assertTrue(e.errorMessage().contains("Input schema mismatch"), e.errorMessage());
    }
    assertUsable();
    try (ExchangeStream<Void> stream = fixture.scale(0.5)) {
      final RpcException e =
          assertThrows(
              RpcException.class, () -> stream.exchange(Peers.longs(FixtureService.COUNTER, 1)));
      assertTrue(e.errorMessage().contains("Input schema mismatch"), e.errorMessage());
    }
    assertUsable();
  }

  @Test
  void columnsInAnotherOrderInAndOut() {
    final Schema swapped =
        Schema.of(FixtureService.PAIR.fields().get(1), FixtureService.PAIR.fields().get(0));
    final BatchBuilder batch = new BatchBuilder(swapped, BuilderMemory.offHeap());
    batch.column(0, Int64Builder.class).append(7, 8);
    batch.column(1, VarBinaryBuilder.class).append("seven");
    batch.column(1).appendNull();
    try (ExchangeStream<Void> stream = fixture.reverse()) {
      for (int i = 0; i < 2; i++) {
        final RecordBatch out = stream.exchange(batch);
        assertEquals(
            List.of("right", "left"), out.schema().fields().stream().map(f -> f.name()).toList());
        assertEquals(8, ((Int64Column) out.column("right")).get(1));
        assertEquals("seven", ((BinaryColumn) out.column("left")).getText(0));
        assertTrue(out.column("left").isNull(1));
      }
    }
    assertUsable();
  }

  @Test
  void kindMayBeDecidedByTheCall() {
    try (RpcStream<Void> stream = fixture.either(true)) {
      assertEquals(List.of(0L), drain(stream.asProducer()));
    }
    try (RpcStream<Void> stream = fixture.either(false)) {
      final RecordBatch out = stream.asExchange().exchange(Peers.doubles(FixtureService.VALUE, 4));
      assertEquals(8, ((Float64Column) out.column(0)).get(0));
    }
    try (ProducerStream<Void> stream = fixture.count(1)) {
      assertThrows(IllegalStateException.class, stream::asExchange);
    }
    assertUsable();
  }

  @Test
  void refusalWithoutHeaderShowsInTheFirstTurn() {
    try (ProducerStream<Void> stream = fixture.refuses("not today")) {
      final RpcException e = assertThrows(RpcException.class, stream::next);
      assertEquals("ValueError", e.errorType());
      assertEquals("not today", e.errorMessage());
      assertNull(stream.next());
    }
    assertUsable();
  }

  @Test
  void refusalWithHeaderShowsAtOnceAfterItsLogs() {
    final RpcException e = assertThrows(RpcException.class, () -> fixture.refusesWithHeader(null));
    assertEquals("no header for you", e.errorMessage());
    assertEquals("about to refuse", peers.logs.getFirst().message());
    assertUsable();
  }

  @Test
  void refusedStreamClosedWithoutATurn() {
    fixture.refuses("unseen").close();
    assertUsable();
    fixture.refuses("unseen").cancel();
    assertUsable();
  }

  @Test
  void errorInATurnEndsTheStreamWithoutItsBatch() {
    try (ProducerStream<Void> stream = fixture.failsAfter(2)) {
      assertEquals(0, ((Int64Column) stream.next().column(0)).get(0));
      assertEquals(1, ((Int64Column) stream.next().column(0)).get(0));
      final RpcException e = assertThrows(RpcException.class, stream::next);
      assertEquals("after 2", e.errorMessage());
      assertNull(stream.next());
    }
    assertEquals("turn 2", peers.logs.getLast().message());
    assertUsable();
  }

  @Test
  void errorInAnExchangeTurn() {
    try (ExchangeStream<Void> stream = fixture.failsOn(2)) {
      stream.exchange(Peers.doubles(FixtureService.VALUE, 1));
      final RpcException e =
          assertThrows(
              RpcException.class, () -> stream.exchange(Peers.doubles(FixtureService.VALUE, 1)));
      assertEquals(ErrorCode.OUT_OF_RANGE, e.code());
      assertThrows(
          RpcException.class, () -> stream.exchange(Peers.doubles(FixtureService.VALUE, 1)));
    }
    assertUsable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "twice", "foreign", "checked"})
  void handlerThatBreaksTheRulesFailsItsStreamOnly(final String how) {
    try (ProducerStream<Void> stream = fixture.misbehaves(how)) {
      assertThrows(RpcException.class, stream::next);
    }
    assertUsable();
  }

  @Test
  void cancelRunsTheHookOnce() {
    final ProducerStream<Void> stream = fixture.endless();
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(RecordBatch.class, stream.next());
    }
    stream.cancel();
    stream.cancel();
    stream.close();
    assertThrows(RpcException.class, stream::next);
    assertEquals(List.of(3L, 1L, 1L), fixture.counters());
  }

  @Test
  void cancelBeforeTheFirstTurn() {
    final ExchangeStream<Void> stream = fixture.scale(2);
    stream.cancel();
    assertThrows(RpcException.class, () -> stream.exchange(Peers.doubles(FixtureService.VALUE, 1)));
    assertEquals(List.of(0L, 1L, 1L), fixture.counters());
  }

  @Test
  void closeIsNoCancel() {
    final ProducerStream<Void> stream = fixture.endless();
    stream.next();
    stream.close();
    stream.cancel();
    fixture.count(5).close();
    fixture.scale(1).close();
    assertEquals(List.of(1L, 0L, 3L), fixture.counters());
  }

  @Test
  void secondCallWhileAStreamIsOpenIsTheCallersMistake() {
    try (ProducerStream<Void> stream = fixture.endless()) {
      stream.next();
      assertThrows(IllegalStateException.class, () -> fixture.add(1, 1));
      assertEquals(1, ((Int64Column) stream.next().column(0)).get(0));
    }
    assertUsable();
  }

  @Test
  void handlerLearnsThatItsConnectionIsGone() throws Exception {
    final Fixture other = peers.connect().bind(Fixture.class);
    try (dev.millrace.dispatch.client.RpcClient leaving = peers.connect()) {
      leaving.bind(Fixture.class).endless().next();
    }
    for (int i = 0; other.counters().get(2) == 0 && i < 500; i++) {
      Thread.sleep(10);
    }
    assertEquals(List.of(1L, 0L, 1L), other.counters());
  }
}
