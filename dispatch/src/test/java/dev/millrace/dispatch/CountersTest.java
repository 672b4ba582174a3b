package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.shm.counters.CountersFolder;
import dev.millrace.shm.counters.WorkerCounters;
import dev.millrace.shm.counters.WorkerSnapshot;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an onlooker reads in the counters file of a server after calls whose numbers are known. */
@Timeout(60)
class CountersTest {
  @TempDir Path temporary;

  private CountersFolder folder;
  private WorkerCounters counters;
  private Peers peers;
  private Map<String, Long> before = Map.of();

  @BeforeEach
  void start() throws IOException {
    folder = new CountersFolder(temporary.resolve("stat"));
    counters = WorkerCounters.create(folder, "fixture");
    peers = new Peers(RpcServer.builder().serverId("tester").counters(counters));
  }

  @AfterEach
  void stop() {
    peers.close();
    counters.close();
  }

  private WorkerSnapshot snapshot() throws IOException {
    return WorkerSnapshot.read(folder.live().getFirst());
  }

  /** What changed since the last look. */
  private Map<String, Long> changes() throws IOException {
    final Map<String, Long> now = snapshot().counters();
    final Map<String, Long> changes = new TreeMap<>();
    now.forEach(
        (label, value) -> {
          final long change = value - before.getOrDefault(label, 0L);
          if (change != 0) {
            changes.put(label, change);
          }
        });
    before = now;
    return changes;
  }

  private static Map<String, Long> of(final Object... pairs) {
    final Map<String, Long> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
    }
    return map;
  }

  @Test
  void unaryCallsAndConnections() throws IOException {
    peers.fixture.add(1, 2);
    assertEquals(
        of(
            "connections",
            1,
            "connections-open",
            1,
            "requests",
            1,
            "batches-in",
            1,
            "rows-in",
            1,
            "bytes-in",
            16,
            "batches-out",
            1,
            "rows-out",
            1,
            "bytes-out",
            8),
        changes());
    try (RpcClient second = peers.connect()) {
      second.bind(Fixture.class).add(1, 2);
      assertEquals(2, changes().get("connections-open") + 1);
    }
    for (int i = 0; before.get("connections-open") == 2 && i < 500; i++) {
      changes(); // its end is not answered, so nothing says when it is seen
    }
    assertEquals(1, before.get("connections-open"));
    assertEquals(2, before.get("connections"));
    assertEquals(2, before.get("requests"));
    peers.fixture.nothing();
    assertEquals(of("requests", 1, "batches-in", 1), changes());
  }

  @Test
  void streamsCancelsAndErrors() throws IOException {
    changes();
    try (ExchangeStream<Void> stream = peers.fixture.scale(2)) {
      for (int i = 0; i < 5; i++) {
        stream.exchange(Peers.doubles(FixtureService.VALUE, 1, 2, 3));
      }
    }
    peers.fixture.nothing();
    final Map<String, Long> exchanged = changes();
    assertEquals(1, exchanged.get("streams"));
    assertEquals(1 + 5 + 1, exchanged.get("batches-in"));
    assertEquals(5, exchanged.get("batches-out"));
    assertEquals(1 + 15, exchanged.get("rows-in"));
    assertEquals(15, exchanged.get("rows-out"));
    assertEquals(8 + 5 * 24, exchanged.get("bytes-in"));
    assertEquals(5 * 24, exchanged.get("bytes-out"));

    try (ProducerStream<Void> stream = peers.fixture.endless()) {
      stream.next();
      stream.cancel();
    }
    assertEquals(1, changes().get("cancelled"));

    for (int i = 0; i < 3; i++) {
      assertThrows(RpcException.class, () -> peers.fixture.failWith("NOT_FOUND", "", 0));
    }
    assertThrows(RpcException.class, () -> peers.fixture.failUnnamed());
    try (ProducerStream<Void> stream = peers.fixture.failsAfter(1)) {
      stream.next();
      assertThrows(RpcException.class, stream::next);
    }
    final Map<String, Long> failed = changes();
    assertEquals(3, failed.get("errors NOT_FOUND"));
    assertEquals(2, failed.get("errors UNKNOWN"));
    final WorkerSnapshot seen = snapshot();
    assertEquals(3, seen.errors().size(), seen.errors()::toString);
    assertTrue(
        seen.errors().stream().anyMatch(e -> e.count() == 3 && e.trace().contains("as asked")));
  }

  @Test
  void theSegment() throws IOException {
    try (RpcClient client =
            RpcClient.tcp("127.0.0.1", peers.port(), ClientOptions.DEFAULT.withSegment(16L << 20));
        ExchangeStream<Void> stream = client.bind(Fixture.class).scale(2)) {
      final double[] values = new double[100_000];
      for (int i = 0; i < 4; i++) {
        final RecordBatch out = stream.exchange(Peers.doubles(FixtureService.VALUE, values));
        assertEquals(100_000, out.rowCount());
      }
      final Map<String, Long> moved = changes();
      assertEquals(4, moved.get("pointer-batches-in"));
      assertEquals(4, moved.get("pointer-batches-out"));
      assertEquals(1, moved.get("allocations-live"), "the last input");
      assertEquals(4 * 800_000, moved.get("bytes-out"));
      assertTrue(moved.getOrDefault("copied-bytes", 0L) < 1000, "built elsewhere: " + moved);
      stream.cancel();
      assertEquals(0, snapshot().of("allocations-live"));
    }
    try (RpcClient small =
            RpcClient.tcp("127.0.0.1", peers.port(), ClientOptions.DEFAULT.withSegment(1 << 17));
        ExchangeStream<Void> stream = small.bind(Fixture.class).scale(2)) {
      changes();
      stream.exchange(Peers.doubles(FixtureService.VALUE, new double[100_000]));
      assertEquals(1, changes().get("inline-fallbacks"));
    }
  }

  @Test
  void wrongBytesAreCountedAsSuch() throws IOException {
    changes();
    final var metadata =
        Peers.request("add")
            .put("vgi_rpc.shm_offset", "65536")
            .put("vgi_rpc.shm_length", "400")
            .build();
    assertThrows(
        RpcException.class,
        () -> peers.client.unary(Peers.doubles(Schema.of(Peers.A, Peers.B)), metadata));
    assertEquals(1, changes().get("errors malformed"));
    assertTrue(snapshot().errors().getFirst().trace().contains("SHM-6"));
  }

  /** As engines do: they hang up when they have the rows they want, without ending their input. */
  @ParameterizedTest
  @ValueSource(longs = {1, 5})
  void hangingUpIsNoError(final long batches) throws IOException {
    peers.fixture.nothing(); // its connection is counted by now
    final long open = snapshot().of("connections-open");
    final RpcClient client = peers.connect();
    final ProducerStream<Void> stream = client.bind(Fixture.class).count(batches);
    assertEquals(1, stream.next().rowCount());
    if (batches == 1) {
      assertNull(stream.next());
    }
    client.close();
    while (snapshot().of("connections-open") > open) {
      Thread.onSpinWait();
    }
    assertEquals(0, snapshot().of("errors malformed"));
    assertEquals(0, snapshot().errors().size());
  }
}
