package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.dispatch.error.ErrorBatch;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.transport.ChannelTransport;
import dev.millrace.dispatch.transport.Receiver;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that are no requests: a typed error, then the end of that connection and of no other. */
@Timeout(120)
class BrokenBytesTest {
  private Peers peers;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
  }

  @AfterEach
  void stop() {
    assertEquals(2, peers.fixture.add(1, 1));
    peers.close();
  }

  private static byte[] request(final BatchBuilder batch, final Metadata metadata) {
    final Gather bytes = new Gather();
    final StreamWriter writer = new StreamWriter(batch.schema(), WriteOptions.DEFAULT);
    writer.batch(batch, metadata, bytes);
    writer.end(bytes);
    return bytes.toByteArray();
  }

  private static byte[] add() {
    return request(Peers.doubles(Schema.of(Peers.A, Peers.B), 1), Peers.request("add").build());
  }

  /** Sends bytes on a connection of its own, ends it, and reads what comes back. */
  private static final class Answer {
    RpcException error;
    boolean streamEnded;
    int streams;
    boolean closed;
  }

  private Answer send(final byte[]... parts) throws IOException {
    final Answer answer = new Answer();
    try (SocketChannel socket = peers.socket()) {
      for (final byte[] part : parts) {
        socket.write(ByteBuffer.wrap(part));
      }
      socket.shutdownOutput();
      try (Receiver receiver =
          new Receiver(
              ChannelTransport.socket(socket, TransportKind.TCP),
              DecodeOptions.of(Validation.FULL))) {
        while (receiver.nextStream()) {
          answer.streams++;
          while (receiver.nextBatch()) {
            if (ErrorBatch.isError(receiver.batch().metadata())) {
              answer.error = ErrorBatch.decode(receiver.batch().metadata());
            }
          }
        }
        answer.closed = true;
      }
    }
    return answer;
  }

  @Test
  void garbage() throws IOException {
    final Answer answer =
        send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertEquals("MalformedException", answer.error.errorType());
    assertEquals(1, answer.streams);
    assertTrue(answer.closed);
  }

  @Test
  void garbageAfterAnAnswer() throws IOException {
    final Answer answer = send(add(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    assertEquals(2, answer.streams);
    assertEquals("MalformedException", answer.error.errorType());
  }

  @Test
  void streamThatStopsWithinAMessage() throws IOException {
    final byte[] whole = add();
    for (int length = 1; length < whole.length; length += 7) {
      final Answer answer = send(Arrays.copyOf(whole, length));
      assertEquals("MalformedException", answer.error.errorType());
      assertTrue(answer.closed);
    }
  }

  @Test
  void streamWithoutABatchIsAnsweredAndTheConnectionGoesOn() throws IOException {
    final Gather bytes = new Gather();
    new StreamWriter(Schema.EMPTY, WriteOptions.DEFAULT).end(bytes);
    final Answer answer = send(bytes.toByteArray(), add());
    assertEquals(2, answer.streams);
    assertEquals("ProtocolError", answer.error.errorType());
  }

  @Test
  void severalBatchesAreAnsweredAndTheConnectionGoesOn() throws IOException {
    final BatchBuilder batch = Peers.doubles(Schema.of(Peers.A, Peers.B), 1);
    final Gather bytes = new Gather();
    final StreamWriter writer = new StreamWriter(batch.schema(), WriteOptions.DEFAULT);
    for (int i = 0; i < 3; i++) {
      writer.batch(batch, Peers.request("add").build(), bytes);
    }
    writer.end(bytes);
    final Answer answer = send(bytes.toByteArray(), add());
    assertEquals(2, answer.streams);
    assertEquals("ProtocolError", answer.error.errorType());
  }

  /** Where only the content of a batch is wrong, the frames around it can be trusted. */
  @Test
  void textThatIsNoTextLeavesTheConnectionUsable() throws IOException {
    final Field name = Field.required("name", new ArrowType.Utf8());
    final BatchBuilder batch =
        new BatchBuilder(Schema.of(name, name.withName("mark")), BuilderMemory.offHeap());
    batch.column(0, VarBinaryBuilder.class).append(new byte[] {-1, -2, -3});
    batch.column(1, VarBinaryBuilder.class).append("x");
    final byte[] bad = request(batch, Peers.request("greet").build());
    final Answer answer = send(bad, add());
    assertEquals("MalformedException", answer.error.errorType());
    assertEquals(2, answer.streams);
  }

  /**
   * Every single byte of a request flipped: an answer or the end of the connection, never a hang.
   */
  @Test
  void anyByteFlipped() throws IOException {
    final byte[] whole = add();
    final Random random = new Random(4711);
    for (int i = 0; i < whole.length; i++) {
      final byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << random.nextInt(8));
      final Answer answer = send(flipped);
      assertTrue(answer.closed);
      assertTrue(answer.streams >= 1, "byte " + i);
      assertFalse(answer.error != null && answer.error.errorType().isEmpty());
    }
  }

  @Test
  void brokenInputStreamFailsItsStream() throws IOException {
    final Field upTo = Field.required("up_to", new ArrowType.Int(64, true));
    final byte[] open = request(Peers.longs(Schema.of(upTo), 10), Peers.request("count").build());
    final Gather bytes = new Gather();
    final BatchBuilder tick = new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap());
    new StreamWriter(Schema.EMPTY, WriteOptions.DEFAULT).batch(tick, Metadata.EMPTY, bytes);
    final Answer answer =
        send(open, bytes.toByteArray(), "nonsense".getBytes(StandardCharsets.US_ASCII));
    assertEquals(1, answer.streams);
    assertEquals("MalformedException", answer.error.errorType());
    assertTrue(answer.closed);
  }

  @Test
  void clientMeetsAServerThatTalksNonsense() throws Exception {
    try (java.nio.channels.ServerSocketChannel listener =
        java.nio.channels.ServerSocketChannel.open()) {
      listener.bind(new java.net.InetSocketAddress("127.0.0.1", 0));
      final int port = ((java.net.InetSocketAddress) listener.getLocalAddress()).getPort();
      final Thread server =
          new Thread(
              () -> {
                try (SocketChannel socket = listener.accept()) {
                  socket.write(
                      ByteBuffer.wrap(
                          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      server.start();
      try (dev.millrace.dispatch.client.RpcClient client =
          dev.millrace.dispatch.client.RpcClient.tcp("127.0.0.1", port)) {
        final Fixture fixture = client.bind(Fixture.class);
        assertThrows(dev.millrace.wire.MalformedException.class, () -> fixture.add(1, 1));
        assertThrows(IllegalStateException.class, () -> fixture.add(1, 1));
      }
      server.join();
    }
  }

  @Test
  void clientMeetsAServerThatHangsUp() throws Exception {
    try (java.nio.channels.ServerSocketChannel listener =
        java.nio.channels.ServerSocketChannel.open()) {
      listener.bind(new java.net.InetSocketAddress("127.0.0.1", 0));
      final int port = ((java.net.InetSocketAddress) listener.getLocalAddress()).getPort();
      try (dev.millrace.dispatch.client.RpcClient client =
          dev.millrace.dispatch.client.RpcClient.tcp("127.0.0.1", port)) {
        listener.accept().close();
        final RpcException e =
            assertThrows(RpcException.class, () -> client.bind(Fixture.class).add(1, 1));
        assertEquals("TransportError", e.errorType());
        assertEquals("", e.codeText());
      }
    }
  }
}
