package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client and our server with a segment between them: what arrives, and what is left of it. */
@Timeout(60)
class SegmentConversationTest {
  private static final int ROWS = 200_000;

  private Peers peers;
  private RpcClient client;
  private Fixture fixture;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
    client = RpcClient.tcp("127.0.0.1", peers.port(), ClientOptions.DEFAULT.withSegment(16L << 20));
    fixture = client.bind(Fixture.class);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    peers.close();
    if (Files.isDirectory(Path.of("/dev/shm"))) {
      try (Stream<Path> left = Files.list(Path.of("/dev/shm"))) {
        final String own = "mseg_" + ProcessHandle.current().pid() + "_";
        assertEquals(List.of(), left.filter(p -> p.toString().contains(own)).toList());
      }
    }
  }

  private static double[] values(final int seed) {
    final double[] values = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = seed + i;
    }
    return values;
  }

  @Test
  void exchangesGoThroughItAndLeaveNothing() {
    try (ExchangeStream<Void> stream = fixture.scale(2)) {
      for (int turn = 0; turn < 20; turn++) {
        final RecordBatch out = stream.exchange(Peers.doubles(FixtureService.VALUE, values(turn)));
        assertEquals(ROWS, out.rowCount());
        assertTrue(client.segmentAllocations() >= 1, "went inline");
        assertEquals(2.0 * (turn + ROWS - 1), ((Float64Column) out.column(0)).get(ROWS - 1));
      }
    }
    assertEquals(2, fixture.add(1, 1));
    assertEquals(0, client.segmentAllocations());
  }

  @Test
  void largeArgumentsAndResultsGoThroughIt() {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment data = arena.allocate(1 << 20);
      for (int turn = 1; turn <= 5; turn++) {
        data.fill((byte) turn);
        final MemorySegment back = fixture.echo(data);
        assertEquals(-1, back.mismatch(data));
        assertEquals(1, client.segmentAllocations());
      }
      assertEquals(2, fixture.add(1, 1));
      assertEquals(0, client.segmentAllocations());
    }
  }

  @Test
  void failuresAndCancelsLeaveNothing() {
    try (ExchangeStream<Void> stream = fixture.failsOn(2)) {
      stream.exchange(Peers.doubles(FixtureService.VALUE, values(1)));
      assertThrows(
          RpcException.class,
          () -> stream.exchange(Peers.doubles(FixtureService.VALUE, values(2))));
    }
    assertEquals(2, fixture.add(1, 1));
    assertEquals(0, client.segmentAllocations());
    try (ExchangeStream<Void> stream = fixture.scale(3)) {
      stream.exchange(Peers.doubles(FixtureService.VALUE, values(1)));
      stream.cancel();
    }
    assertEquals(2, fixture.add(1, 1));
    assertEquals(0, client.segmentAllocations());
  }

  /** The first input of a stream is on its way before the server says that it refuses the call. */
  @Test
  void inputThatNobodyReadIsTakenBack() {
    try (var stream =
        client.openStream(
            Peers.doubles(dev.millrace.wire.schema.Schema.of(Peers.A.withName("wrong")), 2),
            Peers.request("scale").build(),
            false)) {
      assertThrows(
          RpcException.class,
          () -> stream.exchange(Peers.doubles(FixtureService.VALUE, values(1)), Metadata.EMPTY));
    }
    client.release();
    assertEquals(0, client.segmentAllocations());
  }

  @Test
  void batchesLargerThanTheSegmentGoInline() throws IOException {
    try (RpcClient small =
        RpcClient.tcp("127.0.0.1", peers.port(), ClientOptions.DEFAULT.withSegment(1 << 20))) {
      try (ExchangeStream<Void> stream = small.bind(Fixture.class).scale(2)) {
        for (int turn = 0; turn < 3; turn++) {
          final RecordBatch out =
              stream.exchange(Peers.doubles(FixtureService.VALUE, values(turn)));
          assertEquals(2.0 * (turn + 7), ((Float64Column) out.column(0)).get(7));
        }
      }
      assertEquals(0, small.segmentAllocations());
    }
  }

  @Test
  void pointersWithoutASegmentAreRefusedAndTheConnectionLives() {
    final RpcClient plain = peers.client;
    for (final String name : List.of("", "nosuchsegment", "../../etc/passwd")) {
      final Metadata metadata =
          Peers.request("add")
              .put("vgi_rpc.shm_segment_name", name)
              .put("vgi_rpc.shm_segment_size", "1048576")
              .put("vgi_rpc.shm_offset", "65536")
              .put("vgi_rpc.shm_length", "400")
              .build();
      final RpcException e =
          assertThrows(
              RpcException.class,
              () ->
                  plain.unary(
                      Peers.doubles(dev.millrace.wire.schema.Schema.of(Peers.A, Peers.B)),
                      metadata));
      assertFalse(e.errorType().isEmpty());
      assertEquals(2, peers.fixture.add(1, 1));
    }
  }

  @Test
  void aSegmentOutOfReachMeansInline() {
    final Metadata metadata =
        Peers.request("add").put("vgi_rpc.shm_segment_name", "nosuchsegment").build();
    final RecordBatch answer =
        peers.client.unary(
            Peers.doubles(dev.millrace.wire.schema.Schema.of(Peers.A, Peers.B), 3), metadata);
    assertEquals(6, ((Float64Column) answer.column(0)).get(0));
  }
}
