package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.ServeOptions;
import dev.millrace.dispatch.server.SocketListener;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listening sockets: their files, limits, timeouts and ends. */
@Timeout(60)
class ListenerTest {
  @TempDir Path directory;

  private static RpcServer server() {
    return RpcServer.builder().service(Fixture.class, new FixtureService()).build();
  }

  private static Thread run(final SocketListener listener) {
    final Thread conductor = new Thread(listener, "conductor");
    conductor.setDaemon(true);
    conductor.start();
    return conductor;
  }

  @Test
  void unixSocketIsPrivateAndGoesWithItsListener() throws Exception {
    final Path path = directory.resolve("w.sock");
    final SocketListener listener = server().listenUnix(path, ServeOptions.EMBEDDED);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(1, files.count(), "nothing but the socket is left");
    }
    final Thread conductor = run(listener);
    try (RpcClient client = RpcClient.unix(path)) {
      assertEquals(3, client.bind(Fixture.class).add(1, 2));
      assertTrue(client.bind(Fixture.class).whoAmI(null).contains(" unix "));
    }
    listener.close();
    listener.close();
    conductor.join();
    assertFalse(Files.exists(path));
    assertThrows(IOException.class, () -> RpcClient.unix(path));
  }

  @Test
  void staleSocketIsReplacedAndALiveOneIsNot() throws Exception {
    final Path path = directory.resolve("w.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertTrue(Files.exists(path));
    try (SocketListener listener = server().listenUnix(path, ServeOptions.EMBEDDED)) {
      run(listener);
      assertThrows(BindException.class, () -> server().listenUnix(path, ServeOptions.EMBEDDED));
      try (RpcClient client = RpcClient.unix(path)) {
        assertEquals(3, client.bind(Fixture.class).add(1, 2));
      }
    }
  }

  @Test
  void fileThatIsNoSocketIsLeftAlone() throws Exception {
    final Path path = directory.resolve("precious");
    Files.writeString(path, "data");
    assertThrows(
        FileAlreadyExistsException.class, () -> server().listenUnix(path, ServeOptions.EMBEDDED));
    assertEquals("data", Files.readString(path));
  }

  @Test
  void socketOfASuccessorIsNotRemoved() throws Exception {
    final Path path = directory.resolve("w.sock");
    final SocketListener first = server().listenUnix(path, ServeOptions.EMBEDDED);
    Files.delete(path);
    try (SocketListener second = server().listenUnix(path, ServeOptions.EMBEDDED)) {
      run(second);
      first.close();
      assertTrue(Files.exists(path));
      try (RpcClient client = RpcClient.unix(path)) {
        assertEquals(3, client.bind(Fixture.class).add(1, 2));
      }
    }
  }

  @Test
  void connectionBeyondTheLimitWaitsForItsTurn() throws Exception {
    try (SocketListener listener =
            server().listenTcp("127.0.0.1", 0, ServeOptions.EMBEDDED.withMaxConnections(2));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      run(listener);
      final int port = ((java.net.InetSocketAddress) listener.address()).getPort();
      final RpcClient one = RpcClient.tcp("127.0.0.1", port);
      assertEquals(3, one.bind(Fixture.class).add(1, 2));
      try (RpcClient two = RpcClient.tcp("127.0.0.1", port);
          RpcClient three = RpcClient.tcp("127.0.0.1", port)) {
        assertEquals(3, two.bind(Fixture.class).add(1, 2));
        final Future<Double> waiting = threads.submit(() -> three.bind(Fixture.class).add(1, 2));
        assertThrows(TimeoutException.class, () -> waiting.get(300, TimeUnit.MILLISECONDS));
        assertEquals(2, listener.connections());
        one.close();
        assertEquals(3, waiting.get(10, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void idleServerEnds() throws Exception {
    final SocketListener listener =
        server()
            .listenTcp(
                "127.0.0.1", 0, ServeOptions.EMBEDDED.withIdleTimeout(Duration.ofMillis(300)));
    final CompletableFuture<Void> ended = CompletableFuture.runAsync(listener);
    final int port = ((java.net.InetSocketAddress) listener.address()).getPort();
    // a server nobody ever called waits for a minute; one that was called for its timeout
    assertThrows(TimeoutException.class, () -> ended.get(600, TimeUnit.MILLISECONDS));
    try (RpcClient client = RpcClient.tcp("127.0.0.1", port)) {
      assertEquals(3, client.bind(Fixture.class).add(1, 2));
      assertThrows(TimeoutException.class, () -> ended.get(600, TimeUnit.MILLISECONDS));
      assertEquals(3, client.bind(Fixture.class).add(1, 2));
    }
    awaitEnd(ended);
    assertThrows(IOException.class, () -> RpcClient.tcp("127.0.0.1", port));
  }

  private static void awaitEnd(final CompletableFuture<Void> ended)
      throws ExecutionException, InterruptedException, TimeoutException {
    ended.get(10, TimeUnit.SECONDS);
  }
}
