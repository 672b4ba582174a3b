package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.column.Int64Column;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.shm.ring.RingIdle;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whole conversations over the ring. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class RingConversationTest {
  private static final RingSettings SMALL = new RingSettings(1 << 12, RingIdle.ADAPTIVE);

  private static RpcClient connect(final Peers peers, final RingSettings ring) throws IOException {
    return RpcClient.tcp("127.0.0.1", peers.port(), ClientOptions.DEFAULT.withRing(ring));
  }

  private static List<String> names() throws IOException {
    final Path folder = Path.of("/dev/shm");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    final String own = "mring_" + ProcessHandle.current().pid() + "_";
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(own)).toList();
    }
  }

  @Test
  void callsAndStreamsOfEveryKind() throws Exception {
    for (final RingIdle idle : RingIdle.values()) {
      try (Peers peers = new Peers(RpcServer.builder().ring(RingSettings.DEFAULT.withIdle(idle)));
          RpcClient client = connect(peers, RingSettings.DEFAULT.withIdle(idle))) {
        final Fixture fixture = client.bind(Fixture.class);
        assertEquals(3, fixture.add(1, 2));
        assertTrue(client.onRing());
        fixture.nothing();
        assertEquals("hello world!", fixture.greet(null, null).toLowerCase().replace(",", ""));
        assertThrows(RpcException.class, () -> fixture.fail("ValueError", "no"));
        try (ProducerStream<Void> stream = fixture.count(3)) {
          for (long i = 0; i < 3; i++) {
            assertEquals(i, ((Int64Column) stream.next().column(0)).get(0));
          }
          assertNull(stream.next());
        }
        try (ProducerStream<Void> stream = fixture.count(1000)) {
          stream.next();
        }
        assertEquals(3, fixture.add(1, 2));
        assertEquals(List.of(), names());
      }
    }
  }

  /** Both directions, each message many times the ring. */
  @Test
  void messagesLargerThanTheRing() throws Exception {
    try (Peers peers = new Peers();
        RpcClient client = connect(peers, SMALL)) {
      final Fixture fixture = client.bind(Fixture.class);
      final Random random = new Random(3);
      for (final int size : new int[] {0, 1, 400, 511, 512, 513, 4096, 65_537, 5_000_001}) {
        final byte[] data = new byte[size];
        random.nextBytes(data);
        final MemorySegment echoed = fixture.echo(MemorySegment.ofArray(data));
        assertArrayEquals(data, echoed.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
      }
      assertTrue(client.onRing());
    }
  }

  @Test
  void aServerThatWantsNoneIsTalkedToAsBefore() throws Exception {
    try (Peers peers = new Peers(RpcServer.builder().ring(RingSettings.NONE));
        RpcClient client = connect(peers, RingSettings.DEFAULT)) {
      assertEquals(3, client.bind(Fixture.class).add(1, 2));
      assertFalse(client.onRing());
      assertEquals(List.of(), names());
    }
  }

  @Test
  void aRingTogetherWithASegment() throws Exception {
    try (Peers peers = new Peers();
        RpcClient client =
            RpcClient.tcp(
                "127.0.0.1",
                peers.port(),
                ClientOptions.DEFAULT.withRing(SMALL).withSegment(16 << 20))) {
      final Fixture fixture = client.bind(Fixture.class);
      final byte[] data = new byte[3 << 20];
      new Random(5).nextBytes(data);
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(
            data,
            fixture
                .echo(MemorySegment.ofArray(data))
                .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
      }
      assertEquals(3, fixture.add(1, 2));
      assertTrue(client.onRing());
      assertEquals(0, client.segmentAllocations());
    }
  }

  @Test
  void theEndOfTheServerIsATypedErrorAndWakesWhoeverWaits() throws Exception {
    final Peers peers = new Peers();
    try (RpcClient client = connect(peers, RingSettings.DEFAULT)) {
      final Fixture fixture = client.bind(Fixture.class);
      assertEquals(3, fixture.add(1, 2));
      peers.close();
      final RpcException e =
          assertThrows(
              RpcException.class,
              () -> {
                while (true) { // the connection's thread may be on its way to an answer yet
                  fixture.add(1, 2);
                }
              });
      assertEquals("TransportError", e.errorType());
      assertThrows(IllegalStateException.class, () -> fixture.add(1, 2));
    }
    assertEquals(List.of(), names());
  }

  /** When a client ends, its connection ends at the server, and the thread that watched it. */
  @Test
  void theEndOfTheClientEndsTheConnection() throws Exception {
    try (Peers peers = new Peers()) {
      for (int i = 0; i < 20; i++) {
        try (RpcClient client = connect(peers, SMALL)) {
          assertEquals(3, client.bind(Fixture.class).add(1, 2));
        }
      }
      final long deadline = System.nanoTime() + 10_000_000_000L;
      while (peers.listener.connections() > 1 || watchers() > 0) {
        assertTrue(System.nanoTime() < deadline, watchers() + " watch");
        Thread.sleep(5);
      }
    }
  }

  private static long watchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("ring-watch"))
        .count();
  }
}
