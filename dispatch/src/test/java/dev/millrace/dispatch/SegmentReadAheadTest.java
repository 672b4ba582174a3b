package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RawStream;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ticks ahead of batches that come through a segment: [SHM-15]. */
@Timeout(60)
class SegmentReadAheadTest {
  private static final int SEGMENT = 64 << 20;

  private Peers peers;
  private RpcClient client;
  private Fixture fixture;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
    client = RpcClient.tcp("127.0.0.1", peers.port(), ClientOptions.DEFAULT.withSegment(SEGMENT));
    fixture = client.bind(Fixture.class);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    peers.close();
  }

  private static void check(final RecordBatch batch, final long turn) {
    final Int64Column column = (Int64Column) batch.column(0);
    assertEquals(FixtureStreams.LARGE_ROWS, column.length());
    for (int row = 0; row < column.length(); row++) {
      assertEquals(turn, column.get(row));
    }
  }

  /** What is allocated while the server, which was asked for more, may be changing that. */
  private int allocationsSeen() {
    for (; ; ) {
      try {
        return client.segmentAllocations();
      } catch (MalformedException torn) {
        Thread.onSpinWait();
      }
    }
  }

  private void assertNothingLeft() {
    client.release();
    assertEquals(0, client.segmentAllocations());
    assertEquals(2, fixture.add(1, 1), "the connection goes on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"finish", "emit and finish", "fail"})
  void everyBatchIsWholeWhileItIsInUseAndNothingIsLeft(final String end) {
    for (int scan = 0; scan < 20; scan++) {
      try (ProducerStream<Void> stream = fixture.large(end).readAhead(true)) {
        for (int turn = 0; turn < FixtureStreams.LARGE_BATCHES; turn++) {
          check(stream.next(), turn);
          // this one, the two that are asked for, and one on its way back
          assertTrue(allocationsSeen() <= 4, "nothing is given back");
        }
        switch (end) {
          case "finish" -> assertNull(stream.next());
          case "fail" -> assertThrows(RpcException.class, stream::next);
          default -> {
            check(stream.next(), FixtureStreams.LARGE_BATCHES);
            assertNull(stream.next());
          }
        }
      }
      assertNothingLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7})
  void leavingEarlyLeavesNothing(final int batches) {
    for (final boolean cancel : new boolean[] {false, true}) {
      try (ProducerStream<Void> stream = fixture.large("never").readAhead(true)) {
        for (int turn = 0; turn < batches; turn++) {
          check(stream.next(), turn);
        }
        if (cancel) {
          stream.cancel();
        }
      }
      assertNothingLeft();
    }
  }

  /**
   * In a segment that has room for no more than two; a third would come inline, to another place.
   */
  @Test
  void largeBatchesTakeTurnsAtTwoPlaces() {
    final long rows = (8L << 20) / Long.BYTES;
    final Set<Long> places = new HashSet<>();
    try (ProducerStream<Void> stream = fixture.huge(rows).readAhead(true)) {
      for (int turn = 0; turn < 20; turn++) {
        final RecordBatch batch = stream.next();
        final Int64Column column = (Int64Column) batch.column(0);
        assertEquals(rows, column.length());
        assertEquals(turn, column.get(0));
        assertEquals(turn, column.get(rows - 1));
        assertEquals(SEGMENT, batch.bufferSegment(1).byteSize());
        places.add(batch.bufferSegment(1).address() + batch.bufferOffset(1));
      }
    }
    assertEquals(2, places.size());
    assertNothingLeft();
  }

  /** Bytes that a stream of small batches sends in its first turns, ticks ahead among them. */
  private long sentForSmall() {
    final long before = client.bytesSent();
    try (ProducerStream<Void> stream = fixture.count(100).readAhead(true)) {
      for (int turn = 0; turn < 4; turn++) {
        stream.next();
      }
      return client.bytesSent() - before;
    }
  }

  @Test
  void smallBatchesAfterLargeOnesAreAskedForTwoAheadAgain() {
    assertEquals(2, fixture.add(1, 1), "the connection is set up");
    final long sent = sentForSmall();
    try (ProducerStream<Void> stream = fixture.huge((8L << 20) / Long.BYTES).readAhead(true)) {
      stream.next();
      stream.next();
    }
    assertNothingLeft();
    assertEquals(sent, sentForSmall());
  }

  @Test
  void givingUpReadingAheadInBetweenIsFine() {
    try (ProducerStream<Void> stream = fixture.large("finish").readAhead(true)) {
      for (int turn = 0; turn < FixtureStreams.LARGE_BATCHES; turn++) {
        check(stream.next(), turn);
        stream.readAhead(turn % 3 != 1);
      }
      assertNull(stream.next());
    }
    assertNothingLeft();
  }

  /** What a tick gives back is as hostile as anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "-1",
        "0",
        "65536x",
        "65537",
        "99999999999999999999",
        "123456789012345678"
      })
  void givingBackWhatIsNotAllocatedIsAnErrorOfThatCall(final String offset) {
    final BatchBuilder parameters =
        new BatchBuilder(
            Schema.of(Field.required("end", new ArrowType.Utf8())), BuilderMemory.offHeap());
    parameters.column(0, VarBinaryBuilder.class).append("never");
    try (RawStream stream = client.openStream(parameters, Peers.request("large").build(), false)) {
      check(stream.tick(Metadata.EMPTY), 0);
      final RpcException e =
          assertThrows(
              RpcException.class,
              () -> stream.tick(Metadata.of("vgi_rpc.millrace_shm_release", offset)));
      assertNotEquals("", e.errorType());
    }
    assertNothingLeft();
  }
}
