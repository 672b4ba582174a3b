package dev.millrace.dispatch.server;

import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.dispatch.transport.ChannelTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conductor of a listening socket: accepts connections while there is room for them, gives each
 * a thread, and ends when there was none for too long ([TRANS-8] to [TRANS-10]). {@link #run} is
 * for one thread; {@link #close} may be called by any.
 */
public final class SocketListener implements Runnable, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SocketListener.class);

  /** A server that was just started waits at least this long for its first connection. */
  private static final long START_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Host host;
  private final ServeOptions options;
  private final TransportKind kind;
  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private final UnixSocketFile file;
  private final Selector selector;

  /** Connections being served. The conductor adds, connection threads remove and wake it up. */
  private final Set<ByteTransport> connections = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;
  private long count;

  private SocketListener(
      final Host host,
      final ServeOptions options,
      final TransportKind kind,
      final ServerSocketChannel channel,
      final SocketAddress address,
      final UnixSocketFile file)
      throws IOException {
    this.host = host;
    this.options = options;
    this.kind = kind;
    this.channel = channel;
    this.address = address;
    this.file = file;
    this.selector = Selector.open();
    channel.configureBlocking(false);
  }

  static SocketListener unix(final Host host, final Path path, final ServeOptions options)
      throws IOException {
    final UnixSocketFile file = UnixSocketFile.bind(path);
    return new SocketListener(
        host, options, TransportKind.UNIX, file.channel(), file.address(), file);
  }

  static SocketListener tcp(
      final Host host, final String name, final int port, final ServeOptions options)
      throws IOException {
    final ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(name, port), 128);
      return new SocketListener(
          host, options, TransportKind.TCP, channel, channel.getLocalAddress(), null);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Tells where this listens.
   *
   * @return the bound address
   */
  public SocketAddress address() {
    return address;
  }

  /**
   * Counts the connections being served.
   *
   * @return how many there are now
   */
  public int connections() {
    return connections.size();
  }

  /** Accepts until idle for too long or closed; then closes this and every connection. */
  @Override
  public void run() {
    try (this) {
      final SelectionKey accepting = channel.register(selector, SelectionKey.OP_ACCEPT);
      final long idle = options.idleTimeout().toNanos();
      long deadline = System.nanoTime() + Math.max(idle, START_UP_NANOS);
      while (!closed) {
        final boolean room =
            options.maxConnections() == 0 || connections.size() < options.maxConnections();
        accepting.interestOps(room ? SelectionKey.OP_ACCEPT : 0);
        final boolean quiet = connections.isEmpty();
        if (!quiet) {
          deadline = System.nanoTime() + idle;
        } else if (idle > 0 && System.nanoTime() - deadline >= 0) {
          LOGGER.info("no connection for {}, ending", options.idleTimeout());
          return;
        }
        selector.select(quiet && idle > 0 ? millisTo(deadline) : 0);
        selector.selectedKeys().clear();
        if (room && !closed) {
          accept();
        }
      }
    } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
      LOGGER.debug("closed", e);
    } catch (IOException e) {
      LOGGER.error("listening on {} failed", address, e);
    }
  }

  private static long millisTo(final long deadline) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1);
  }

  private void accept() throws IOException {
    final SocketChannel accepted = channel.accept();
    if (accepted == null) {
      return;
    }
    if (kind == TransportKind.TCP) {
      accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    final ByteTransport transport =
        kind == TransportKind.UNIX
            ? ChannelTransport.unix(accepted)
            : ChannelTransport.socket(accepted, kind);
    connections.add(transport);
    final Thread thread = new Thread(() -> serve(transport), kind.wireName() + "-" + ++count);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(final ByteTransport transport) {
    try {
      new Connection(host, transport).run();
    } finally {
      connections.remove(transport);
      selector.wakeup();
    }
  }

  /** Stops listening, removes the socket file and closes every connection. Idempotent. */
  @Override
  public void close() {
    closed = true;
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      LOGGER.debug("closing", e);
    }
    if (file != null) {
      file.delete();
    }
    connections.forEach(ByteTransport::close);
  }
}
