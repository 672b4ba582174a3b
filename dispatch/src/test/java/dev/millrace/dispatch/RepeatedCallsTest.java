package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.dispatch.transport.ChannelTransport;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that repeat the one before: the bytes that cross are those of a first call. */
@Timeout(60)
class RepeatedCallsTest {
  private Peers peers;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
  }

  @AfterEach
  void stop() {
    peers.close();
  }

  /** A socket, and what crossed in both directions since this was last asked. */
  private static final class Tap implements ByteTransport {
    private final ByteTransport socket;
    private final StringBuilder crossed = new StringBuilder();

    Tap(final SocketChannel channel) {
      socket = new ChannelTransport(channel, channel, TransportKind.TCP);
    }

    String crossed() {
      final String all = crossed.toString();
      crossed.setLength(0);
      return all;
    }

    @Override
    public long read(final MemorySegment target, final long offset, final long length)
        throws IOException {
      final long n = socket.read(target, offset, length);
      if (n > 0) {
        crossed.append("<").append(text(target.asSlice(offset, n).toArray(ValueLayout.JAVA_BYTE)));
      }
      return n;
    }

    private static String text(final byte[] bytes) {
      return Arrays.toString(bytes);
    }

    @Override
    public void write(final MemorySegment source, final long offset, final long length)
        throws IOException {
      crossed
          .append(">")
          .append(text(source.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)));
      socket.write(source, offset, length);
    }

    @Override
    public void write(final Gather gather) throws IOException {
      crossed.append(">").append(text(gather.toByteArray()));
      socket.write(gather);
    }

    @Override
    public TransportKind kind() {
      return socket.kind();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Test
  void theBytesAreThoseOfTheFirstCall() throws IOException {
    final Tap tap = new Tap(peers.socket());
    try (RpcClient client = RpcClient.over(tap, ClientOptions.DEFAULT)) {
      final Fixture fixture = client.bind(Fixture.class);
      fixture.nothing();
      final String first = tap.crossed();
      fixture.add(1, 2);
      final String sum = tap.crossed();
      for (int i = 0; i < 30; i++) {
        fixture.nothing();
        assertEquals(first, tap.crossed());
        if (i % 4 == 3) {
          assertEquals(3, fixture.add(1, 2));
          assertEquals(sum, tap.crossed());
          assertEquals(i + 2, fixture.add(i, 2));
          assertNotEquals(sum, tap.crossed());
        }
        if (i % 7 == 6) {
          fixture.chatter(null, 2);
          tap.crossed();
        }
      }
    }
  }

  /** Batches of calls made by hand, none of which was looked at before, with the same metadata. */
  @Test
  void parametersOfFreshBuildersAreThoseOfTheCall() {
    final Metadata add = Peers.request("add").build();
    final Schema parameters = Schema.of(Peers.A, Peers.B);
    for (int i = 0; i < 5; i++) {
      final RecordBatch sum = peers.client.unary(Peers.doubles(parameters, i), add);
      assertEquals(2.0 * i, ((Float64Column) sum.column("result")).get(0));
    }
  }

  @Test
  void whatIsDifferentInEachCallIsNotRepeated() throws IOException {
    final Tap tap = new Tap(peers.socket());
    try (RpcClient client = RpcClient.over(tap, ClientOptions.DEFAULT.withRequestIds(true))) {
      final Fixture fixture = client.bind(Fixture.class);
      fixture.nothing();
      String last = tap.crossed();
      for (int i = 0; i < 10; i++) {
        fixture.nothing();
        final String crossed = tap.crossed();
        assertNotEquals(last, crossed);
        last = crossed;
        assertEquals("x".repeat(i), fixture.maybe("x".repeat(i)));
        assertEquals(i + 0.5, fixture.add(i, 0.5));
        tap.crossed();
      }
    }
  }
}
